import type { z } from 'zod';

/** The environment as the process was given it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What an area of the configuration is told by the environment. */
export interface Area {
  /** its variables, each with what is allowed */
  variables: z.ZodRawShape;
  /** which variables a set one cannot be without */
  needs?: Readonly<Record<string, readonly string[]>>;
  /** never shown, and may be given as a file: `API_TOKEN_FILE=/run/secrets/api-token` */
  secrets?: readonly string[];
  /** shown without user and password, and may be given as a file, too */
  urlsWithSecrets?: readonly string[];
  /** what is wrong with values that are right one by one */
  contradictions?: (values: Environment) => string[];
}

/** The values of an area, checked and with their defaults. */
export type ValuesOf<Of extends Area> = z.output<z.ZodObject<Of['variables']>>;
