import type { Db } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Script } from '../flow/script.ts';
import type { Visit } from '../flow/visit.ts';
import { restoreScript } from '../flow-files/load.ts';
import { findFlows } from './flow-version-store.ts';

/** The script in force, and those that calls under way began with. */
export interface Scripts {
  /** what new legs begin with */
  readonly current: Script;
  /** all that are in memory */
  known(): Iterable<Script>;
  /**
   * The script a leg began with: from memory, or as it was kept when it came into force. A leg whose script can no longer
   * be read goes on by the one in force.
   */
  of(db: Db, visit: Visit): Promise<Script>;
  /** brings another script into force */
  use(script: Script): void;
}

/** @param first the script in force at the start */
export function createScripts(first: Script, log: Logger): Scripts {
  let current = first;
  const known = new Map([[first.version, first]]);
  return {
    get current() {
      return current;
    },
    known: () => known.values(),
    async of(db, { version }) {
      if (version === undefined) return current;
      const script = known.get(version) ?? (await restore(db, version, log)) ?? current;
      known.set(version, script);
      return script;
    },
    use(script) {
      current = script;
      known.set(script.version, script);
    },
  };
}

async function restore(db: Db, version: string, log: Logger): Promise<Script | null> {
  const files = await findFlows(db, version);
  try {
    if (files) return restoreScript(files);
    log.warn(
      { version },
      'the flows that a call began with were not stored: the call continues with the current ones',
    );
  } catch (error) {
    log.warn(
      { version, err: error },
      'the flows that a call began with cannot be read: the call continues with the current ones',
    );
  }
  return null;
}
