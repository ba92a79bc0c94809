import { z } from 'zod';
import { monthlyReportSchema } from '../../domain/monthly-reports/monthly-report.ts';
import { callSchema, engineerSchema, stepSchema } from '../read-model/call-view.ts';
import { callbackSchema } from '../read-model/callback-view.ts';
import { pageViewSchema } from '../read-model/page-view.ts';
import { shiftRequestPageSchema, shiftRequestSchema } from '../read-model/shift-request-view.ts';
import { ticketSchema } from '../read-model/ticket-view.ts';
import { absencePageSchema, absenceSchema, newAbsenceSchema } from './absence-endpoints.ts';
import { callPageSchema, callWithStepsSchema } from './call-endpoints.ts';
import { callbackPageSchema } from './callback-endpoints.ts';
import {
  answerSchema,
  noteSchema,
  progressSchema,
  reopenSchema,
  severitySchema,
  takeSchema,
} from './change-ticket-endpoints.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { listenerRungSchema, listenSchema } from './listen-endpoint.ts';
import { onCallSchema } from './on-call-endpoints.ts';
import { pagePageSchema } from './page-endpoints.ts';
import { type ProblemName, problemSchema, statusOf, titleOf } from './problem.ts';
import { requestSchema } from './request-by-contact.ts';
import {
  newShiftRequestSchema,
  shiftAnsweredSchema,
  shiftAnswerSchema,
  shiftOutcomeSchema,
  takeShiftSchema,
} from './shift-endpoints.ts';
import { ticketPageSchema, ticketWithStorySchema } from './ticket-endpoints.ts';
import { newUpdateSchema, updatePageSchema, updateSchema } from './update-endpoints.ts';

/** What is answered, by the name the description gives it. */
const ANSWERS = {
  Ticket: ticketSchema,
  TicketWithStory: ticketWithStorySchema,
  TicketPage: ticketPageSchema,
  Call: callSchema,
  CallStep: stepSchema,
  CallWithSteps: callWithStepsSchema,
  CallPage: callPageSchema,
  Engineer: engineerSchema,
  Page: pageViewSchema,
  PagePage: pagePageSchema,
  Callback: callbackSchema,
  CallbackPage: callbackPageSchema,
  ListenerRung: listenerRungSchema,
  OnCall: onCallSchema,
  Absence: absenceSchema,
  AbsencePage: absencePageSchema,
  ShiftRequest: shiftRequestSchema,
  ShiftRequestPage: shiftRequestPageSchema,
  ShiftAnswered: shiftAnsweredSchema,
  ShiftOutcome: shiftOutcomeSchema,
  ServiceUpdate: updateSchema,
  ServiceUpdatePage: updatePageSchema,
  MonthlyReport: monthlyReportSchema,
  Problem: problemSchema,
};

/** What is sent. */
const BODIES = {
  NewTicket: requestSchema,
  Note: noteSchema,
  Taking: takeSchema,
  Severity: severitySchema,
  Answer: answerSchema,
  Progress: progressSchema,
  ListeningIn: listenSchema,
  NewAbsence: newAbsenceSchema,
  NewShiftRequest: newShiftRequestSchema,
  ShiftAnswer: shiftAnswerSchema,
  ShiftTaking: takeShiftSchema,
  NewServiceUpdate: newUpdateSchema,
  Reopening: reopenSchema,
};

/** One of each that is sent, as it would be by a customer portal: what its call takes. */
const EXAMPLES: { readonly [Name in keyof typeof BODIES]: z.input<(typeof BODIES)[Name]> } = {
  NewTicket: {
    channel: 'portal',
    customer: '100234',
    contact: 'Erika Beispiel',
    severity: 2,
    kind: 'problem',
    description: 'The gateway rejects every certificate since the update.',
  },
  Note: { by: 'anna', text: 'I am on it.' },
  Taking: { by: 'anna' },
  Severity: { by: 'anna', severity: 2, text: 'It works again in part.', preview: true },
  Answer: { by: 'anna', text: 'Restart the gateway, then load the policy again.', delivered: true },
  Progress: { by: 'anna', text: 'The logs are being read.' },
  ListeningIn: { by: 'eva' },
  NewAbsence: { engineer: 'anna', from: '2026-12-24', until: '2026-12-31', accept: 'shifts' },
  NewShiftRequest: {
    kind: 'cover',
    shift: {
      schedule: 'front',
      engineer: 'anna',
      from: '2026-12-24T07:00:00Z',
      until: '2026-12-25T07:00:00Z',
    },
    ask: ['ben', 'carla'],
    why: 'Moving house',
  },
  ShiftAnswer: { engineer: 'ben', answer: 'yes' },
  ShiftTaking: { schedule: 'front', engineer: 'ben', insteadOf: 'anna', why: '' },
  NewServiceUpdate: { by: 'tessa', text: 'Maintenance tonight at 8 pm.' },
  Reopening: { by: 'anna', text: 'The error has come back.' },
};

/** What every call can answer instead. */
const ALWAYS: readonly ProblemName[] = [
  'unauthorized',
  'insufficient-scope',
  'too-many-requests',
  'internal',
  'unavailable',
];
/** Also where nothing is to be sent: what comes all the same is read. */
const OF_BODIES: readonly ProblemName[] = ['malformed-request', 'too-large', 'unsupported-media-type'];

type Json = Record<string, unknown>;

const TOKENS =
  'A token of `hotline token add` with the scope that a call names under `security`, or API_TOKEN, which has them all.';

/** The OpenAPI 3.1 description of the calls, made of the very schemas that check them. */
export function describeApi(calls: readonly AnyEndpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const call of calls) paths[call.path] = { ...paths[call.path], [call.method]: describeCall(call) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Priority hotline',
      version: '1',
      description:
        "The operator's API. Instants are RFC 3339 in UTC. Faults are problems of RFC 9457. Answers gain fields as versions go by: pass over those that you do not know. What is sent has only the fields that are described.",
      license: { name: 'None granted yet; ask whoever gave you the service' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    tags: [...new Set(calls.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: TOKENS } },
      schemas: { ...componentsOf(ANSWERS, 'output'), ...componentsOf(BODIES, 'input') },
    },
  };
}

function describeCall(call: AnyEndpoint): Json {
  const { answer, body } = call;
  const content = answer.schema ? { 'application/json': { schema: refTo(ANSWERS, answer.schema) } } : AUDIO;
  return {
    tags: [tagOf(call)],
    summary: call.summary,
    operationId: operationIdOf(call),
    security: [{ token: [call.scope] }],
    parameters: [
      ...parametersOf('path', call.params),
      ...parametersOf('query', call.query),
      ...(call.idempotent ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body ? { requestBody: { required: true, content: { 'application/json': bodyOf(body) } } } : {}),
    responses: {
      [answer.status]: { description: answer.description, content },
      ...(answer.schema ? {} : OF_PIECES),
      ...problemsOf(call),
    },
  };
}

const AUDIO = { 'audio/*': {} };

/** What audio can be answered with beside the whole of it. */
const OF_PIECES = {
  206: { description: 'The part that Range asks for', content: AUDIO },
  416: { description: 'Range asks for what lies behind the end', content: {} },
};

/** What a call is about: the first part of its path. */
function tagOf({ path }: AnyEndpoint): string {
  return path.split('/')[1] ?? '';
}

function bodyOf(body: z.ZodType): Json {
  const name = nameOf(BODIES, body);
  return { schema: refTo(BODIES, body), example: EXAMPLES[name as keyof typeof BODIES] };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'If the request is sent again within 30 days with the same token, key and body, the answer is the ticket it opened.',
  schema: { type: 'string', maxLength: 255 },
};

/** `GET /tickets/{number}` is `getTicketsNumber`. */
function operationIdOf({ method, path }: AnyEndpoint): string {
  return method + path.replaceAll(/[/{}-]+(\w|$)/g, (_, letter: string) => letter.toUpperCase());
}

function parametersOf(place: 'path' | 'query', fields: z.ZodObject | undefined): Json[] {
  return Object.entries(fields?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: jsonSchema(schema as z.ZodType, 'input'),
  }));
}

/** Several problems may share a status. */
function problemsOf({ method, body, params, problems = [] }: AnyEndpoint): Json {
  const names: ProblemName[] = [
    ...problems,
    ...ALWAYS,
    ...(method === 'post' ? OF_BODIES : []),
    ...(body ? (['invalid-request'] as const) : []),
    'invalid-query',
    ...(params && !problems.includes('not-found') ? (['not-found'] as const) : []),
  ];
  const byStatus = Map.groupBy(names, statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((name) => `${name}: ${titleOf(name)}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function refTo(components: Record<string, z.ZodType>, schema: z.ZodType): Json {
  return { $ref: `#/components/schemas/${nameOf(components, schema)}` };
}

function nameOf(components: Record<string, z.ZodType>, schema: z.ZodType): string {
  const [name] = Object.entries(components).find(([, known]) => known === schema) ?? [];
  if (name === undefined) throw new TypeError('a schema of the API has no name in its description');
  return name;
}

/** Schemas that mention each other do so by name. */
function componentsOf(named: Record<string, z.ZodType>, io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const override = io === 'output' ? openEnded : simplify;
  const { schemas } = z.toJSONSchema(registry, { io, uri, override });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  return bare(z.toJSONSchema(schema, { io, override: simplify }));
}

interface Described {
  jsonSchema: { format?: string; pattern?: string; additionalProperties?: unknown };
}

/** Zod's pattern for an instant is 300 characters long, and the format says the same. */
function simplify({ jsonSchema }: Described): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}

/** A program that checks answers by the description of a year ago must not refuse a field that was added since. */
function openEnded(described: Described): void {
  simplify(described);
  if (described.jsonSchema.additionalProperties === false) delete described.jsonSchema.additionalProperties;
}

function bare({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema;
}
