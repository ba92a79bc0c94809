import pg from 'pg';
import { HotlineError } from '../errors.ts';
import { isOfCertificate } from '../fetch-outside.ts';
import { isOfFile } from '../file-fault.ts';
import { reasonOf } from './reason-of.ts';

/**
 * SQLSTATEs by which a server says that it cannot serve now: connection exceptions (08), refused log-ins (28), unknown
 * database (3D), exhausted resources (53), shut-downs and cancelled statements (57), system errors (58), and a standby
 * that takes no writes (25006) or a session that was ended (25P03).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE = /^(08|28|3D|53|57|58|25006|25P03)/;
/** Of those, what only says that nothing can be written: no room, a failing disk, or a standby. */
const WRITES_REFUSED = /^(53100|58|25006)/;
/** Of those, that others hold all of its connections. */
const TOO_MANY_CONNECTIONS = '53300';
/** Of those, that the server is starting, ending or recovering, and that whoever comes later is served. */
const NOT_SERVING = /^57P0[123]/;

/** What pg throws that is neither a server's answer nor a wrong argument is a broken, refused or silent connection. */
export function translate(error: unknown): unknown {
  if (error instanceof TypeError || error instanceof HotlineError) return error;
  if (error instanceof pg.DatabaseError && !UNAVAILABLE.test(error.code ?? '')) return error;
  return unavailable(error);
}

/** The same while one connects: whatever a server has against that, such as an option in the address, there is no connection. */
export function translateConnecting(error: unknown): unknown {
  return error instanceof HotlineError ? error : unavailable(error);
}

function unavailable(error: unknown): HotlineError {
  return new HotlineError(
    'database-unavailable',
    `The database cannot answer at the moment: ${reasonOf(error)}`,
    {
      remedy: remedyFor(error),
      cause: error,
    },
  );
}

/** What to do about it, where a server has said what it lacks. */
function remedyFor(error: unknown): string {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  if (code.startsWith('28')) return 'Check the user and the password in DATABASE_URL.';
  if (code.startsWith('3D')) return 'Create this database, or correct its name in DATABASE_URL.';
  if (WRITES_REFUSED.test(code))
    return 'Check that the disk of the database works and has room, and that DATABASE_URL names the primary.';
  if (code === TOO_MANY_CONNECTIONS)
    return 'Raise max_connections of the server, or let fewer processes connect to it.';
  if (code !== '' && !UNAVAILABLE.test(code))
    return 'Correct what DATABASE_URL says behind the ?, or what is set for this role or database at the server.';
  return remedyForAddress(error) ?? 'Check that PostgreSQL is running and that DATABASE_URL is right.';
}

/** What the driver says of a server without TLS; it has no code for it. */
const WITHOUT_TLS = /does not support SSL/;

/** What to do where it is about what the address says behind the ?; null: it is not. */
function remedyForAddress(error: unknown): string | null {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (isOfFile(error)) return 'Correct the files that DATABASE_URL names: sslrootcert, sslcert and sslkey.';
  if (isOfCertificate(code))
    return 'Name who has signed the certificate of the server by sslrootcert=FILE in DATABASE_URL, and the server as its certificate does.';
  if (code.startsWith('ERR_OSSL'))
    return 'See that sslrootcert, sslcert and sslkey in DATABASE_URL name PEM files that belong together.';
  if (WITHOUT_TLS.test(message))
    return 'Switch TLS on at the server; inside one machine or a closed network, say sslmode=disable in DATABASE_URL instead.';
  return null;
}

export function isUnavailable(error: unknown): boolean {
  return error instanceof HotlineError && error.code === 'database-unavailable';
}

/** Whether what failed did so because no server has answered at all. */
export function isSilence(error: unknown): boolean {
  return error instanceof HotlineError && isUnavailable(error) && !(error.cause instanceof pg.DatabaseError);
}

/** Whether a server has answered that it takes no writes now. */
export function refusesWrites(error: unknown): boolean {
  return error instanceof pg.DatabaseError && WRITES_REFUSED.test(error.code ?? '');
}

/** Whether no server has answered, or only one that serves nobody now. One that refuses this log-in may serve others. */
export function servesNobody(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || NOT_SERVING.test(error.code ?? '');
}
