import type { Db } from '../../platform/db/database.ts';
import type { Mentioned, Surroundings } from './mentions.ts';

/** What an entry may mention. */
export type NamesInForce = Pick<Surroundings, 'names' | 'hasSupervisors'>;

/** Every name in force that an entry may mention. */
export async function loadNames(db: Db): Promise<NamesInForce> {
  const rows = await db.query<{ kind: Mentioned; name: string }>(
    `select 'calendars' as kind, name from calendars where retired_at is null
     union all select 'plans', name from plans where retired_at is null
     union all select 'engineers', key from engineers where retired_at is null
     union all select 'schedules', name from schedules where retired_at is null
     union all select 'escalations', name from escalations where retired_at is null`,
  );
  const [supervisors] = await db.query<{ any: boolean }>('select exists (select from supervisors) as any');
  const of = (wanted: Mentioned) =>
    new Set(rows.filter(({ kind }) => kind === wanted).map(({ name }) => name));
  return {
    names: {
      calendars: of('calendars'),
      plans: of('plans'),
      engineers: of('engineers'),
      schedules: of('schedules'),
      escalations: of('escalations'),
    },
    hasSupervisors: supervisors?.any ?? false,
  };
}
