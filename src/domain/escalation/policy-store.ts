import type { Db } from '../../platform/db/database.ts';
import type { EscalationPolicy, PlanDefinition } from '../directory-entry/directory-schema.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';

/** An escalation policy in force, and the plans whose tickets go by it. */
export interface SourcedPolicy extends EntrySource {
  name: string;
  policy: EscalationPolicy;
  plans: { name: string; title: string; response: PlanDefinition['response'] }[];
}

/** The plans that are served first stand first. */
const POLICY = `name, definition as policy, ${SOURCE_COLUMNS}, coalesce(
  (select jsonb_agg(jsonb_build_object('name', plans.name, 'title', coalesce(plans.definition ->> 'title', plans.name), 'response', plans.definition -> 'response')
            order by plans.priority, plans.name)
     from plans where plans.retired_at is null and escalations.name in
       (plans.definition -> 'escalation' ->> 'problem', plans.definition -> 'escalation' ->> 'signature')),
  '[]') as plans`;

export async function listPolicies(db: Db): Promise<SourcedPolicy[]> {
  return db.query<SourcedPolicy>(`select ${POLICY} from escalations where retired_at is null order by name`);
}

export async function findSourcedPolicy(db: Db, name: string): Promise<SourcedPolicy | null> {
  const [policy] = await db.query<SourcedPolicy>(
    `select ${POLICY} from escalations where retired_at is null and name = $1`,
    [name],
  );
  return policy ?? null;
}

export async function updatePolicy(db: Db, name: string, policy: EscalationPolicy): Promise<void> {
  await db.query('update escalations set definition = $2 where name = $1', [name, JSON.stringify(policy)]);
}
