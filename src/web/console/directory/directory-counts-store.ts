import type { Db } from '../../../platform/db/database.ts';

/** How many entries of each kind are in force. */
export type RegistryCounts = Record<
  'customers' | 'plans' | 'calendars' | 'engineers' | 'schedules' | 'escalations' | 'supervisors',
  number
>;

export async function countRegistry(db: Db): Promise<RegistryCounts> {
  const [counts] = await db.query<RegistryCounts>(
    `select (select count(*)::int from customers where retired_at is null) as customers,
            (select count(*)::int from plans where retired_at is null) as plans,
            (select count(*)::int from calendars where retired_at is null) as calendars,
            (select count(*)::int from engineers where retired_at is null) as engineers,
            (select count(*)::int from schedules where retired_at is null) as schedules,
            (select count(*)::int from escalations where retired_at is null) as escalations,
            (select coalesce(max(cardinality(phones)), 0) from supervisors) as supervisors`,
  );
  if (!counts) throw new Error('counting gave no row');
  return counts;
}
