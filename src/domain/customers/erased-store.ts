import type { Db, Tx } from '../../platform/db/database.ts';

/** One of the traces of somebody who was erased. */
export interface ErasedRow {
  person: string;
  trace: string;
  erasedAt: Date;
}

export async function insertErased(tx: Tx, rows: readonly ErasedRow[]): Promise<void> {
  await tx.query(
    `insert into erased_people (person, trace, erased_at)
     select person, trace, erased_at from jsonb_to_recordset($1)
       as entry (person uuid, trace text, erased_at timestamptz)
     on conflict do nothing`,
    [JSON.stringify(rows.map(({ person, trace, erasedAt }) => ({ person, trace, erased_at: erasedAt })))],
  );
}

/** The newest first. */
export async function findErased(db: Db, traces: readonly string[]): Promise<ErasedRow[]> {
  return db.query<ErasedRow>(
    `select person, trace, erased_at as "erasedAt" from erased_people where trace = any($1) order by erased_at desc`,
    [traces],
  );
}

export async function listErased(db: Db): Promise<ErasedRow[]> {
  return db.query<ErasedRow>(
    `select person, trace, erased_at as "erasedAt" from erased_people order by erased_at, person, trace`,
  );
}

export async function deleteErased(tx: Tx, persons: readonly string[]): Promise<void> {
  await tx.query('delete from erased_people where person = any($1::uuid[])', [persons]);
}
