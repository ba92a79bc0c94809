import type { Db } from '../../../platform/db/database.ts';

/** What there is of all that a hotline needs before its first call. */
export interface DirectoryStanding {
  supervisors: boolean;
  engineers: boolean;
  schedules: boolean;
  escalations: boolean;
  calendars: boolean;
  plans: boolean;
  /** the number of the customer who was there first, by name; null: there is none */
  customer: string | null;
  contacts: boolean;
  tickets: boolean;
}

const inForce = (table: string) => `exists (select from ${table} where retired_at is null)`;

export async function readStanding(db: Db): Promise<DirectoryStanding> {
  const [row] = await db.query<DirectoryStanding>(
    `select exists (select from supervisors) as supervisors, ${inForce('engineers')} as engineers,
       ${inForce('schedules')} as schedules, ${inForce('escalations')} as escalations,
       ${inForce('calendars')} as calendars, ${inForce('plans')} as plans,
       (select number from customers where retired_at is null order by name, number limit 1) as customer,
       ${inForce('contacts')} as contacts, exists (select from tickets) as tickets`,
  );
  if (!row) throw new Error('asking what there is gave no row');
  return row;
}

/** Whether there is all that no ticket can do without: hours, and a plan that promises something. */
export async function canOpenTickets(db: Db): Promise<boolean> {
  const [row] = await db.query<{ can: boolean }>(
    `select ${inForce('calendars')} and ${inForce('plans')} as can`,
  );
  return row?.can === true;
}
