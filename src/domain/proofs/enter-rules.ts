import type { Database } from '../../platform/db/database.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { tryLockLedger } from '../evidence/log-store.ts';
import { ruleFact } from '../evidence/rule-fact.ts';
import { listUnenteredRules } from '../plans/rule-history-store.ts';

/** Plans and calendars of the time before there was a ledger are entered afterwards, once. */
export async function enterRules(database: Database, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await tryLockLedger(tx))) return;
    const rules = await listUnenteredRules(tx);
    await addFacts(
      tx,
      rules.map((rule) => ruleFact(rule, now)),
      true,
    );
  });
}
