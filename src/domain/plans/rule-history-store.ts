import type { Db } from '../../platform/db/database.ts';
import type { CalendarEntry, PlanDefinition } from '../directory-entry/directory-schema.ts';

/** The rules that the ledger keeps the past of. */
interface KeptRules {
  plan: PlanDefinition;
  calendar: CalendarEntry;
}

/** A plan or a calendar as it was from an instant on. */
export interface RuleVersion<T> {
  name: string;
  from: Date;
  definition: T;
}

/** What the ledger has of some plans or calendars, the oldest first; where each has been retired it says nothing. */
export async function listRuleVersions<K extends keyof KeptRules>(
  db: Db,
  kind: K,
  names: readonly string[],
): Promise<RuleVersion<KeptRules[K]>[]> {
  const rows = await db.query<{ name: string; from: Date; definition: string }>(
    `select fields ->> 'name' as name, at as from, fields ->> 'definition' as definition from ledger_leaves
     where customer_number is null and fact = 'rule' and fields ->> 'kind' = $1 and fields ->> 'name' = any($2)
       and fields ? 'definition'
     order by at, id`,
    [kind, names],
  );
  return rows.flatMap(({ definition, ...row }) => {
    const read = readDefinition<KeptRules[K]>(definition);
    return read ? [{ ...row, definition: read }] : [];
  });
}

/** Null: somebody has changed it in the table, which the nightly comparison says. */
function readDefinition<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T | null;
  } catch {
    return null;
  }
}

/** A plan or a calendar in force of which the ledger has no fact: it came before there was one. */
export interface UnenteredRule {
  kind: 'plan' | 'calendar';
  name: string;
  definition: object;
}

export async function listUnenteredRules(db: Db): Promise<UnenteredRule[]> {
  return db.query<UnenteredRule>(
    `select kind, name, definition from (
       select 'plan' as kind, name, definition from plans where retired_at is null
       union all select 'calendar', name, definition from calendars where retired_at is null) rule
     where not exists (select from ledger_leaves where customer_number is null and fact = 'rule'
       and fields ->> 'kind' = rule.kind and fields ->> 'name' = rule.name)
     order by kind, name`,
  );
}
