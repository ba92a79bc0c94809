import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { type ErrorCode, HotlineError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { type Problem, type ProblemName, problem } from './problem.ts';
import { DoubledKey } from './read-json.ts';

/** After a fault on our side: when it is worth asking again. */
const RETRY_AFTER_SECONDS = '5';

export function sendProblem(response: Response, { status, ...rest }: Problem): void {
  if (status === 401) response.set('www-authenticate', 'Bearer');
  if (status >= 502) response.set('retry-after', RETRY_AFTER_SECONDS);
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...rest, status }));
}

/** Behind all calls: what none of them took. */
export const refuseUnknown: RequestHandler = (_request, response) => {
  sendProblem(response, problem('not-found', 'There is no such endpoint; see /api/v1/openapi.json.').problem);
};

/** Whatever was thrown becomes a problem; what is our fault is logged, and not told. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { problem: known } = refusedByParser(error) ?? failed(error);
    if (known.status >= 500) {
      log.error(
        { err: error, method: request.method, status: known.status },
        'an API request failed on our side: err has the cause',
      );
    }
    // half an answer cannot be taken back: Express cuts the connection
    if (response.headersSent) next(error);
    else sendProblem(response, known);
  };
}

/** The words of Express's body parser for what it refuses. */
const PARSER: Record<string, [ProblemName, string]> = {
  'entity.parse.failed': ['malformed-request', 'The body is not a JSON object.'],
  'entity.too.large': ['too-large', 'The body may be at most 100 kB.'],
  'charset.unsupported': ['unsupported-media-type', 'Send JSON in UTF-8.'],
  'encoding.unsupported': ['unsupported-media-type', 'Send JSON as it is, or compressed with gzip.'],
};

/** Keys are somebody's own words, and may be long. */
const MAX_PATH = 200;

function refusedByParser(error: unknown): { problem: Problem } | undefined {
  if (error instanceof DoubledKey) {
    const paths = error.paths.map((path) => path.slice(0, MAX_PATH));
    const errors = paths.map((path) => ({ path, message: 'It stands there twice; keep one of the two.' }));
    return problem('malformed-request', 'A key stands twice in the body.', { errors });
  }
  const { type, status } = error as { type?: unknown; status?: unknown };
  const [name, detail] = (typeof type === 'string' && PARSER[type]) || [];
  if (name !== undefined && detail !== undefined) return problem(name, detail);
  const refused = typeof status === 'number' && status >= 400 && status < 500;
  return refused ? problem('malformed-request', 'The request cannot be read.') : undefined;
}

const FAILURES: Partial<Record<ErrorCode, [ProblemName, string]>> = {
  'database-unavailable': ['unavailable', 'The database is not responding; try again in a moment.'],
  'too-busy': ['unavailable', 'Too many requests are waiting; try again in a moment.'],
  'storage-unavailable': [
    'unavailable',
    'The storage for recordings is not responding; try again in a moment.',
  ],
  'carrier-busy': [
    'carrier-unavailable',
    'The carrier is not taking more requests right now; try again in a moment.',
  ],
  'carrier-refused': ['carrier-unavailable', 'The carrier rejected the request.'],
  'carrier-unknown-outcome': ['carrier-unavailable', 'The carrier did not respond.'],
};

function failed(error: unknown): { problem: Problem } {
  const [name, detail] = (error instanceof HotlineError && FAILURES[error.code]) || [];
  return problem(name ?? 'internal', detail ?? 'It has been logged, and the operators have been alerted.');
}
