import type { Db } from '../../platform/db/database.ts';
import type { FlowFiles, LoadedScript } from '../flow-files/load.ts';

/** Keeps the files of a script, once. */
export async function keepFlows(db: Db, { script, files }: LoadedScript, now: Date): Promise<void> {
  await db.query(
    'insert into flow_versions (version, files, kept_at) values ($1, $2, $3) on conflict (version) do nothing',
    [script.version, JSON.stringify(files), now],
  );
}

/** The files of a script that was in force once; null if nobody kept them. */
export async function findFlows(db: Db, version: string): Promise<FlowFiles | null> {
  const [row] = await db.query<{ files: FlowFiles }>('select files from flow_versions where version = $1', [
    version,
  ]);
  return row?.files ?? null;
}
