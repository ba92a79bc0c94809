import type { Db } from '../../platform/db/database.ts';
import type {
  CalendarEntry,
  EscalationPolicy,
  PlanDefinition,
  ScheduleInFile,
} from '../directory-entry/directory-schema.ts';

/** The kinds of entries that others go by, each kept as one document under its key. */
export interface RuleKinds {
  calendars: CalendarEntry;
  plans: PlanDefinition;
  schedules: ScheduleInFile;
  escalations: EscalationPolicy;
}

export type RuleKind = keyof RuleKinds;

/** Adds a rule. @returns false if the key is taken, also by a rule of before: old tickets go by that one */
export async function insertRule<K extends RuleKind>(
  db: Db,
  kind: K,
  key: string,
  definition: RuleKinds[K],
): Promise<boolean> {
  const json = JSON.stringify(definition);
  const rows =
    kind === 'plans'
      ? await db.query(
          `insert into plans (name, priority, seats, definition)
           select $1, (definition ->> 'priority')::integer, (definition ->> 'seats')::integer, definition
             from (select $2::jsonb as definition) as entry
           on conflict (name) do nothing returning name`,
          [key, json],
        )
      : await db.query(
          `insert into ${kind} (name, definition) values ($1, $2) on conflict (name) do nothing returning name`,
          [key, json],
        );
  return rows.length > 0;
}

/** It is in force no more; old tickets still go by it. @returns whether there was one */
export async function retireRule(db: Db, kind: RuleKind, key: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update ${kind} set retired_at = $2 where name = $1 and retired_at is null returning name`,
    [key, now],
  );
  return rows.length > 0;
}

/** An entry in force that goes by a rule. */
export interface RuleUse {
  kind: 'customer' | 'plan' | 'policy';
  /** its key or number */
  key: string;
  /** what people call it */
  name: string;
}

const USES: Readonly<Record<RuleKind, string>> = {
  calendars: `select 'customer' as kind, number as key, name from customers where calendar = $1`,
  plans: `select 'customer' as kind, number as key, name from customers where plan = $1`,
  schedules: `select 'policy' as kind, name as key, coalesce(definition ->> 'title', name) as name from escalations
    where (definition -> 'lastResort' ? ('schedule:' || $1::text) or jsonb_path_exists(definition,
      '$.steps[*].page[*] ? (@ == $target)', jsonb_build_object('target', 'schedule:' || $1::text)))`,
  escalations: `select 'plan' as kind, name as key, coalesce(definition ->> 'title', name) as name from plans
    where $1 in (definition -> 'escalation' ->> 'problem', definition -> 'escalation' ->> 'signature')`,
};

/** Everything in force that goes by a rule. */
export async function usesOfRule(db: Db, kind: RuleKind, key: string): Promise<RuleUse[]> {
  return db.query<RuleUse>(`${USES[kind]} and retired_at is null order by name, key`, [key]);
}

/** Whether a rule is the only one of its kind in force. */
export async function isOnlyRule(db: Db, kind: RuleKind, key: string): Promise<boolean> {
  const [row] = await db.query<{ only: boolean | null }>(
    `select bool_and(name = $1) as only from ${kind} where retired_at is null`,
    [key],
  );
  return row?.only ?? false;
}

/** What people call rules, by kind and key. */
export type RuleTitles = Record<RuleKind, Map<string, string>>;

/** Those of the rules in force; a rule without a name of its own goes by its key. */
export async function loadTitles(db: Db): Promise<RuleTitles> {
  const rows = await db.query<{ kind: RuleKind; key: string; title: string }>(
    (['calendars', 'plans', 'schedules', 'escalations'] as const)
      .map(
        (kind) => `select '${kind}' as kind, name as key, coalesce(definition ->> 'title', name) as title
          from ${kind} where retired_at is null`,
      )
      .join(' union all '),
  );
  const of = (kind: RuleKind) =>
    new Map(
      rows
        .filter((row) => row.kind === kind)
        .toSorted((one, other) => one.title.localeCompare(other.title))
        .map(({ key, title }) => [key, title]),
    );
  return {
    calendars: of('calendars'),
    plans: of('plans'),
    schedules: of('schedules'),
    escalations: of('escalations'),
  };
}
