import { z } from 'zod';

/** Everything that can be wrong with a request, by the last part of its `type`. Clients may rely on these names. */
const PROBLEMS = {
  unauthorized: { status: 401, title: 'A valid bearer token is needed' },
  'insufficient-scope': { status: 403, title: 'The token does not allow this' },
  'too-many-requests': { status: 429, title: 'Too many requests from this source' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-query': { status: 400, title: 'The query is not valid' },
  'invalid-request': { status: 422, title: 'The request is not valid' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The request must be JSON in UTF-8' },
  'contract-not-in-term': { status: 403, title: "The customer's contract is not in force" },
  'must-be-phoned': { status: 409, title: 'Outside business hours a request must be made by phone' },
  'already-phoned': { status: 409, title: 'The request has already been made by phone' },
  'already-acknowledged': { status: 409, title: 'Somebody else has the ticket' },
  'stage-not-possible': { status: 409, title: 'The ticket cannot move to this stage' },
  'severity-not-possible': { status: 409, title: 'The ticket cannot have this severity' },
  'not-the-account-manager': { status: 403, title: "Only the customer's TAM or deputy may do this" },
  'update-not-possible': { status: 409, title: 'The contacts cannot be notified now' },
  'ticket-not-answered': { status: 409, title: 'The ticket has not been answered yet' },
  'ticket-is-over': { status: 409, title: 'The ticket has already been answered or closed' },
  'listening-not-possible': { status: 409, title: 'Nobody can listen to a call of this ticket now' },
  'shifts-in-absence': { status: 409, title: 'Shifts lie in this absence' },
  'shift-not-possible': { status: 409, title: 'The shift cannot change hands like this' },
  'idempotency-key-reused': { status: 422, title: 'The key was used for another request' },
  'carrier-unavailable': { status: 502, title: 'The carrier is not available' },
  unavailable: { status: 503, title: 'The service is not available' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

export const PROBLEM_NAMES = Object.keys(PROBLEMS) as ProblemName[];

const faultSchema = z.strictObject({
  path: z.string().describe('the place in the request, with dots between the steps'),
  message: z.string(),
});

/** What went wrong, as RFC 9457 writes it; `detail` is for people and never repeats what was sent. */
export const problemSchema = z.looseObject({
  type: z.string().describe('/problems/ and a name that does not change'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(faultSchema).optional(),
  dialInCode: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .describe('with must-be-phoned: fills in the call'),
  shifts: z
    .array(z.strictObject({ schedule: z.string(), from: z.iso.datetime(), until: z.iso.datetime() }))
    .optional()
    .describe('with shifts-in-absence: they stay on call until somebody covers'),
  phone: z.string().optional().describe('with must-be-phoned: the number to call'),
});

export type Problem = z.output<typeof problemSchema>;
export type FieldFault = z.output<typeof faultSchema>;

export function problem(
  name: ProblemName,
  detail: string,
  extensions: Record<string, unknown> = {},
): { problem: Problem } {
  const { status, title } = PROBLEMS[name];
  return { problem: { type: `/problems/${name}`, title, status, detail, ...extensions } };
}

/** A request whose form is right and whose content cannot be used. */
export function invalidRequest(...errors: FieldFault[]): { problem: Problem } {
  return problem('invalid-request', 'Correct what is listed under errors and send it again.', { errors });
}

export function statusOf(name: ProblemName): number {
  return PROBLEMS[name].status;
}

export function titleOf(name: ProblemName): string {
  return PROBLEMS[name].title;
}
