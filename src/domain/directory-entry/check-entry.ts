import type { z } from 'zod';
import type { Db } from '../../platform/db/database.ts';
import { DEFAULT_COUNTRY } from './directory-file.ts';
import { type Schemas, schemasFor } from './directory-schema.ts';
import { explainIssue } from './explain-issue.ts';
import type { OwnNumbers } from './mentions.ts';
import { loadNames, type NamesInForce } from './names-store.ts';

/** An entry that may stand, or where it has faults: `name`, `valid.until`, `response.3.within`. */
export type Checked<T> = { entry: T; faults?: never } | { entry?: never; faults: string[] };

/**
 * The schemas of a directory file, held against what is in force.
 * @param own the hotline's numbers: where an entry may have some
 */
export async function schemasInForce(db: Db, own?: OwnNumbers): Promise<Schemas> {
  return schemasAmong(await loadNames(db), own);
}

/** The same for whoever has read the names in force. */
export function schemasAmong(names: NamesInForce, own?: OwnNumbers): Schemas {
  return schemasFor({ country: DEFAULT_COUNTRY, own, ...names });
}

/** Holds what was typed against the schema that a directory file has to keep, too. */
export function checkEntry<S extends z.ZodType>(schema: S, typed: unknown): Checked<z.output<S>> {
  const result = schema.safeParse(typed, { reportInput: true });
  if (result.success) return { entry: result.data };
  return {
    faults: result.error.issues.flatMap(explainIssue).map(({ path }) => path.join('.')),
  };
}
