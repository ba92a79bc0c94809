import type { Db } from '../../platform/db/database.ts';
import { takesSms } from '../directory-entry/phone.ts';
import type { Engineer } from '../oncall/engineers/engineer-store.ts';
import { listCards } from './card-store.ts';
import { decideReadiness, PROOF_MS, type Readiness } from './decide-readiness.ts';
import { listFailures, listProofs, listQuiet } from './proof-store.ts';

export type TestedPerson = Pick<Engineer, 'key' | 'phones' | 'optedOut' | 'languages'>;

/** Proofs that are no longer good are told as the last ones, too. */
const LOOK_BACK_MS = 10 * PROOF_MS;

/** How some engineers stand, by key. @param spoken the languages of the hotline */
export async function readReadiness(
  db: Db,
  people: readonly TestedPerson[],
  { spoken, now }: { spoken: ReadonlySet<string>; now: Date },
): Promise<Map<string, Readiness>> {
  if (people.length === 0) return new Map();
  const keys = people.map(({ key }) => key);
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const proofs = Map.groupBy(await listProofs(db, keys, since), ({ engineer }) => engineer);
  const failures = Map.groupBy(await listFailures(db, keys, since), ({ engineer }) => engineer);
  const quiet = new Map((await listQuiet(db, keys)).map((row) => [row.engineer, row]));
  const cards = new Map((await listCards(db, keys)).map((card) => [card.engineer, card]));
  return new Map(
    people.map(({ key, phones, optedOut, languages }) => [
      key,
      decideReadiness(
        {
          phones,
          optedOut,
          languages,
          proofs: proofs.get(key) ?? [],
          failures: failures.get(key) ?? [],
          quiet: quiet.get(key) ?? null,
          cardFetchedAt: cards.get(key)?.fetchedAt ?? null,
          takesSms,
          spoken,
        },
        now,
      ),
    ]),
  );
}
