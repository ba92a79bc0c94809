/** The parts of an OpenAPI document that the page shows. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

export interface Operation {
  tags: string[];
  summary: string;
  operationId: string;
  security: { token: string[] }[];
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema; example?: unknown } } };
  responses: Record<string, { description: string; content: Record<string, { schema?: Schema }> }>;
}

export interface ApiDescription {
  info: { title: string; version: string; description: string; license: { name: string } };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: { token: { description: string } }; schemas: Record<string, Schema> };
}
