import { setTimeout as pause } from 'node:timers/promises';
import type { Hotline } from './stage.ts';

/** How late the steps of one load were, each from its instant to the request at the carrier. */
export interface Lateness {
  ms: number[];
  /** steps whose page went out inside another SMS */
  bundled: number;
  /** steps whose page was never asked for */
  lost: number;
}

/** After its last step a load is given up after this long. */
const GIVE_UP_MS = 60_000;
const LOOK_MS = 100;

/** Waits until the carrier was asked for as many messages as there were steps, and looks what became of each. */
export async function latenessOf(
  hotline: Hotline,
  load: { from: Date; until: Date; steps: number },
): Promise<Lateness> {
  const before = hotline.carrier.messages.size;
  const giveUpAt = load.until.getTime() + GIVE_UP_MS;
  while (hotline.carrier.messages.size - before < load.steps && Date.now() < giveUpAt) {
    const over = Date.now() > load.until.getTime() && (await isDone(hotline, load));
    if (over) break;
    await pause(LOOK_MS);
  }
  const rows = await hotline.sql(`
    select messages.id, messages.status, paging_from as at from tickets
    left join pages on pages.ticket_number = tickets.number and pages.step = 0 and pages.round = tickets.round
    left join messages on messages.page_id = pages.id
    where paging_from >= '${load.from.toISOString()}' and paging_from < '${load.until.toISOString()}'`);
  const lateness: Lateness = { ms: [], bundled: 0, lost: 0 };
  for (const { id, status, at } of rows) {
    const asked = hotline.carrier.messages.get(String(id));
    if (asked !== undefined) lateness.ms.push(asked - (at as Date).getTime());
    else if (status === 'bundled') lateness.bundled += 1;
    else lateness.lost += 1;
  }
  return lateness;
}

async function isDone(hotline: Hotline, { until }: { until: Date }): Promise<boolean> {
  const [row] = await hotline.sql(
    `select not exists (select from timers where due_at < '${until.toISOString()}'::timestamptz + interval '1 minute') as done`,
  );
  return row?.done === true;
}
