import { rolesBySession, type SessionLength } from '../../../domain/users/session-store.ts';
import type { Role } from '../../../domain/users/user.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';

/** Whoever is signed out sees nothing more, within about so long, whichever process signed them out. */
const LOOK_MS = 500;

/** Looks, once for all who have a page open, whether their sessions still stand. Nothing is read while nobody has. */
export interface SessionWatch {
  /**
   * Says once that a session is over, or that its user is something else than they were at first.
   * @returns ends that
   */
  onOver(session: { name: string; role: Role }, over: () => void): () => void;
}

interface Watched {
  name: string;
  role: Role;
  over: () => void;
}

interface WatchDeps {
  database: Database;
  now: () => Date;
  log: Logger;
  sessionLength: SessionLength;
}

export function createSessionWatch(
  { database, now, log, sessionLength }: WatchDeps,
  lookMs = LOOK_MS,
): SessionWatch {
  const watched = new Set<Watched>();
  let looking = false;
  let isAway = false;

  const look = async () => {
    try {
      const roles = await rolesBySession(
        database,
        [...watched].map(({ name }) => name),
        now(),
        sessionLength,
      );
      isAway = false;
      for (const one of watched) {
        if (roles.get(one.name) === one.role) continue;
        watched.delete(one);
        one.over();
      }
    } catch (error) {
      // said once: the page says itself that the database is away
      if (!isAway)
        log.warn(
          { err: error },
          'could not check whether open pages still belong to a valid session; will be retried',
        );
      isAway = true;
    }
    looking = watched.size > 0;
    if (looking) setTimeout(look, lookMs).unref();
  };

  return {
    onOver({ name, role }, over) {
      const one = { name, role, over };
      watched.add(one);
      if (!looking) setTimeout(look, lookMs).unref();
      looking = true;
      return () => void watched.delete(one);
    },
  };
}
