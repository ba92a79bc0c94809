import pg from 'pg';
import type { Logger } from '../log.ts';
import { tryToWrite } from './probe-store.ts';
import { reasonOf } from './reason-of.ts';
import { refusesWrites, servesNobody } from './unavailable.ts';

/** `away`: no server answers. `read-only`: what is on record can be read, and nothing be written. */
type Standing = 'well' | 'read-only' | 'away';

/** What a process knows of its database, from a look now and then and from what fails in between. */
export interface RecordWatch {
  /** as it was seen last; costs nothing */
  readonly standing: Standing;
  /** Something has failed as it does when the database is in trouble: it is looked at now. */
  suspect(): void;
  /** Resolves as soon as rows can be written (again). */
  whenWell(): Promise<void>;
  /** At once: a look that is under way may hang, and nobody hears what it finds. */
  close(): void;
}

export interface WatchPaces {
  /** between two looks while all is well, milliseconds */
  wellMs: number;
  /** while it is not */
  illMs: number;
  /** an answer that takes longer is none */
  timeoutMs: number;
}

/** In an outage one connection of each process asks twice a second, and everybody else waits for what it finds. */
const PACES: WatchPaces = { wellMs: 10_000, illMs: 500, timeoutMs: 1_500 };
/** A first failure may be the network's, or ours: unless something else has failed, too, it is looked at once more. */
const MIN_FAILURES = 2;

/** So many failures within so long, while the database itself is well, are somebody's business. */
const STRAIN = { failures: 20, windowMs: 60_000 };

const TOLD: Record<Exclude<Standing, 'well'>, { text: string; remedy: string }> = {
  away: {
    text: 'the database is not reachable: callers are put through to a person, and everything else waits until it is back',
    remedy:
      'Check that PostgreSQL is running and that DATABASE_URL is right. Work resumes by itself once it is back.',
  },
  'read-only': {
    text: 'the database takes no writes: callers are put through to a person until it does',
    remedy:
      'Free space on its disk, or point DATABASE_URL at the primary. Work resumes by itself after that.',
  },
};

/**
 * Watches the database on a connection of its own. One line at ERROR says that an outage has begun, one at WARN that it is
 * over; what fails meanwhile need not be told as a fault of its own.
 */
export function watchRecord(url: string, log: Logger, paces: WatchPaces = PACES): RecordWatch {
  const noteStrain = tellOfStrain(log);
  const probe = openProbe(url, log, paces.timeoutMs);
  let standing: Standing = 'well';
  let since = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  /** what has failed since all was well, as far as we were told */
  let suspicions = 0;
  let closed = false;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];
  const letGo = () => {
    for (const go of waiting) go();
    waiting = [];
  };
  const isDoubted = () => standing !== 'well' || failures + suspicions > 0;

  const beWell = () => {
    if (standing !== 'well') {
      const seconds = Math.round((performance.now() - since) / 1_000);
      log.warn({ seconds, failed: suspicions }, 'the database is back; overdue work is being done now');
    } else if (suspicions > 0) noteStrain(suspicions);
    standing = 'well';
    failures = 0;
    suspicions = 0;
    letGo();
  };
  const beIll = (found: Ill) => {
    failures += 1;
    if (found.standing === standing || failures + suspicions < MIN_FAILURES) return;
    // an outage that turns into another is the same one
    const level = standing === 'well' ? 'error' : 'warn';
    if (standing === 'well') since = performance.now();
    standing = found.standing;
    const { text, remedy } = TOLD[standing];
    log[level]({ reason: found.reason, remedy }, text);
  };
  const look = async () => {
    const found = await probe.look(standing);
    if (closed) return;
    if (found.standing === 'well') beWell();
    else beIll(found);
  };
  const begin = () => {
    clearTimeout(timer);
    if (closed) return;
    looking ??= look().finally(() => {
      looking = undefined;
      if (closed) return;
      lookedAt = performance.now();
      timer = setTimeout(begin, isDoubted() ? paces.illMs : paces.wellMs).unref();
    });
  };
  begin();

  return {
    get standing() {
      return standing;
    },
    suspect() {
      suspicions += 1;
      if (looking || closed) return;
      clearTimeout(timer);
      timer = setTimeout(begin, Math.max(0, lookedAt + paces.illMs - performance.now())).unref();
    },
    whenWell() {
      return isDoubted() && !closed ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      letGo();
      probe.close();
    },
  };
}

/** Statements fail, and the database is well whenever it is looked at: that is told, too, if it goes on. */
function tellOfStrain(log: Logger): (failed: number) => void {
  let since = Number.NEGATIVE_INFINITY;
  let failed = 0;
  return (more) => {
    if (performance.now() - since > STRAIN.windowMs) {
      since = performance.now();
      failed = 0;
    }
    const before = failed;
    failed += more;
    if (before < STRAIN.failures && failed >= STRAIN.failures)
      log.error(
        {
          failed,
          remedy:
            'Check whether it has run out of connections, and see in pg_stat_activity what keeps it busy.',
        },
        'the database is reachable, but many statements fail',
      );
  };
}

type Ill = { standing: Exclude<Standing, 'well'>; reason: string };

/** One connection, which is kept as long as all goes well on it. */
function openProbe(url: string, log: Logger, timeoutMs: number) {
  let client: pg.Client | undefined;
  const letGo = () => {
    // not waited for: nobody may be there to say goodbye to
    client?.end().catch(() => {});
    client = undefined;
  };
  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'priority-line watch',
      connectionTimeoutMillis: timeoutMs,
      statement_timeout: timeoutMs,
      lock_timeout: timeoutMs / 2,
      query_timeout: timeoutMs,
    });
    fresh.on('error', () => {});
    client = fresh;
    await fresh.connect();
    return fresh;
  };
  return {
    /** @param before what was seen last: a server that answers something else is no longer away */
    async look(before: Standing): Promise<Ill | { standing: 'well' }> {
      try {
        await tryToWrite(client ?? (await connect()));
        return { standing: 'well' };
      } catch (error) {
        const reason = reasonOf(error);
        // also where it answers: another server may stand behind the address by now
        letGo();
        if (refusesWrites(error)) return { standing: 'read-only', reason };
        if (servesNobody(error)) return { standing: 'away', reason };
        log.warn({ reason }, 'could not check whether the database takes writes');
        return before === 'read-only' ? { standing: before, reason } : { standing: 'well' };
      }
    },
    close: letGo,
  };
}
