import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Audio } from '../../domain/recordings/open-audio.ts';
import type { ProgramKey } from '../../domain/tickets/idempotency-store.ts';
import type { Scope } from '../../domain/users/api-token.ts';
import type { Doer } from '../../domain/users/audit-trail-store.ts';
import { isHeadOnly } from '../is-head-only.ts';
import { sendAudio } from '../send-audio.ts';
import { findUnkeepable } from './find-unkeepable.ts';
import { plainFault } from './plain-fault.ts';
import { type FieldFault, invalidRequest, type Problem, type ProblemName, problem } from './problem.ts';
import { type Bearer, bearerOf, doerOf, programOf } from './require-token.ts';
import { sendProblem } from './send-problem.ts';

type Fields = z.ZodObject;
type NoFields = z.ZodObject<Record<never, never>>;

/** What a call of the API was asked, read and checked. */
interface Asked<Params extends Fields, Query extends Fields, Body extends z.ZodType> {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  idempotencyKey: ProgramKey | undefined;
  /** the program that asks, for the audit trail */
  by: Doer;
  /** nothing of the answer but its head is sent */
  isHeadOnly: boolean;
}

/** What a call answers: the body its schema describes, audio, or what is wrong. */
type Reply<Answer> = { body: Answer; location?: string } | { audio: Audio } | { problem: Problem };

/** One call of the API. The routes and the OpenAPI document are both made of it, so they cannot differ. */
export interface Endpoint<
  Params extends Fields = NoFields,
  Query extends Fields = NoFields,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post';
  /** as OpenAPI writes it: `/tickets/{number}` */
  path: string;
  summary: string;
  /** what the token has to allow */
  scope: Scope;
  params?: Params;
  query?: Query;
  body?: Body;
  /** the calling side may send an `Idempotency-Key` */
  idempotent?: true;
  /** without a schema the answer is audio */
  answer: { status: 200 | 201; description: string; schema?: Answer };
  /** what can be wrong beside what every call can answer */
  problems?: readonly ProblemName[];
  handle(asked: Asked<Params, Query, Body>): Promise<Reply<z.input<Answer>>>;
}

export type AnyEndpoint = Omit<Endpoint<Fields, Fields>, 'handle'> & {
  handle(asked: Asked<Fields, Fields, z.ZodType>): Promise<Reply<unknown>>;
};

/** Ties the types of an endpoint's schemas to its handler. */
export function endpoint<
  Answer extends z.ZodType,
  Params extends Fields = NoFields,
  Query extends Fields = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Endpoint<Params, Query, Body, Answer>): AnyEndpoint {
  return definition as unknown as AnyEndpoint;
}

/** The path as Express writes it: `/tickets/:number`. */
export function routeOf({ path }: Pick<AnyEndpoint, 'path'>): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** Checks what came in, has it handled, and sends what came of it. */
export function serve(call: AnyEndpoint): RequestHandler {
  return async (request, response) => {
    const asked = read(call, request, bearerOf(response));
    const reply = 'problem' in asked ? asked : await call.handle(asked);
    await send(call, reply, request, response);
  };
}

/** A filter that is not there would be taken for one that was kept to. */
const NO_QUERY = z.strictObject({});

/** What was sent tells what is missing from what is of another kind. */
const WITH_INPUT = { reportInput: true } as const;

/** Keys are the sender's: long enough for a message id, and nothing that a database could not keep. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

function read(
  call: AnyEndpoint,
  request: Request,
  bearer: Bearer | undefined,
): Asked<Fields, Fields, z.ZodType> | { problem: Problem } {
  const params = call.params?.safeParse(request.params, WITH_INPUT);
  // what cannot be the name of a thing names nothing
  if (faultsIn(params).length > 0) return problem('not-found', 'There is nothing at this address.');
  const asked = call.query ?? NO_QUERY;
  const repeated = Object.keys(asked.shape).filter((name) => Array.isArray(request.query[name]));
  const query = asked.safeParse(given(request.query), WITH_INPUT);
  const errors =
    repeated.length > 0 ? repeated.map((path) => ({ path, message: 'Give this once.' })) : faultsIn(query);
  if (errors.length > 0) return problem('invalid-query', 'Correct what is listed under errors.', { errors });
  const body = call.body?.safeParse(request.body ?? {}, WITH_INPUT);
  const faults = faultsIn(body);
  if (faults.length > 0) return invalidRequest(...faults);
  const idempotencyKey = call.idempotent ? request.header('idempotency-key') : undefined;
  if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey)) {
    return problem('malformed-request', 'An Idempotency-Key has 1 to 255 visible ASCII characters.');
  }
  return {
    params: params?.data ?? {},
    query: query.data ?? {},
    body: body?.data,
    idempotencyKey:
      idempotencyKey === undefined ? undefined : { program: programOf(bearer), key: idempotencyKey },
    by: doerOf(bearer),
    isHeadOnly: isHeadOnly(request),
  };
}

/** `?status=&severity=1` asks for nothing but the severity: forms send the fields that were left empty. */
function given(query: Request['query']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

/** What is wrong with what was sent, by its schema, or because the record could not keep it. */
function faultsIn(parsed: z.ZodSafeParseResult<unknown> | undefined): FieldFault[] {
  if (parsed?.success === false)
    return parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: plainFault(issue) }));
  const path = findUnkeepable(parsed?.data);
  return path === null ? [] : [{ path, message: 'Leave out characters that cannot be shown.' }];
}

async function send(
  call: AnyEndpoint,
  reply: Reply<unknown>,
  request: Request,
  response: Response,
): Promise<void> {
  if ('problem' in reply) {
    sendProblem(response, reply.problem);
    return;
  }
  if ('audio' in reply) {
    await sendAudio(request, response, reply.audio);
    return;
  }
  if (reply.location !== undefined) response.location(request.baseUrl + reply.location);
  response.status(call.answer.status).json(reply.body);
}
