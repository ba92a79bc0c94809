import type { RehearsalRun } from '../../../domain/rehearsal-runs/run.ts';
import { findRun } from '../../../domain/rehearsal-runs/run-store.ts';
import type { Database } from '../../../platform/db/database.ts';
import { HotlineError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Stay } from '../live/stream.ts';
import { createWatch, type Watch } from '../live/watch.ts';

/** How far a rehearsal is, under a name that changes with it. */
export interface LiveRun {
  version: string;
  run: RehearsalRun;
}

interface WatchDeps {
  database: Database;
  now: () => Date;
  log: Logger;
}

/** Watches the rehearsals that somebody has open, each once. */
export function createRunWatches({ database, now, log }: WatchDeps): (id: string) => Watch<LiveRun> {
  const watches = new Map<string, Watch<LiveRun>>();
  return (id) => {
    for (const [other, watch] of watches) if (!watch.isWatched()) watches.delete(other);
    let last: LiveRun | undefined;
    const read = async () => {
      const run = await findRun(database, id, now());
      if (!run) throw new HotlineError('not-found', `there is no rehearsal ${id}`);
      const version = versionOfRun(run);
      if (last?.version !== version) last = { version, run };
      return last;
    };
    const watch = watches.get(id) ?? createWatch(read, log);
    watches.set(id, watch);
    return watch;
  };
}

export function versionOfRun({ status, progress, stopAsked }: RehearsalRun): string {
  return [status, progress?.stage, progress?.done, stopAsked].join('.');
}

/** For as long as the session stands, and the rehearsal runs. */
export function untilOver(session: Stay, watch: Watch<LiveRun>): Stay {
  return {
    prolong: session.prolong,
    onOver: (over) => {
      const ends = [
        session.onOver(over),
        // whoever comes late is told at once: not before they know how to forget it
        watch.subscribe((live) => {
          if (live !== null && live.run.status !== 'running') queueMicrotask(over);
        }),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
