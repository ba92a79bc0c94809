import type { HotlineWork } from '../calls/hotline.ts';
import { cutText } from '../messages/shorten.ts';
import { type Absence, isAwayThroughout } from '../oncall/engineers/absence.ts';
import {
  listRemovedAbsences,
  listStandIns,
  noteGapReported,
  type StandIn,
  wasGapReported,
} from '../oncall/engineers/absence-store.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { houseZone } from './house-zone.ts';
import { notifyEngineer } from './notify.ts';

/** A name is told so far: two of them leave room for the rest of the text. */
const MAX_NAME = 32;

/**
 * Each deputy learns once for whom they stand in, for which customers and until when; and if they need not after all. Who is
 * away all that time stands in for nobody: it is a gap, which the supervisors hear of.
 */
export async function tellStandIns(work: HotlineWork, absences: readonly Absence[]): Promise<void> {
  const { tx, now } = work;
  for (const absence of absences) {
    const standIns = await listStandIns(tx, absence.engineer);
    for (const standIn of standIns.filter(({ deputy }) => !isAwayThroughout(absences, deputy, absence))) {
      const gap = { gap: keyOf(absence, standIn), until: absence.until };
      if (await noteGapReported(tx, gap, now)) await tell(work, 'stand-in', absence, standIn);
    }
  }
  for (const absence of await listRemovedAbsences(tx, now)) {
    for (const standIn of await listStandIns(tx, absence.engineer)) {
      const [told, until] = [keyOf(absence, standIn), absence.until];
      if (!(await wasGapReported(tx, { gap: told, until }))) continue;
      const isNews = await noteGapReported(tx, { gap: `${told}:over`, until }, now);
      if (isNews) await tell(work, 'stand-in-over', absence, standIn);
    }
  }
}

function keyOf({ id }: Absence, { deputy }: StandIn): string {
  return `deputy:${id}:${deputy}`;
}

async function tell(work: HotlineWork, text: string, absence: Absence, standIn: StandIn): Promise<void> {
  const { tx } = work;
  const vars = {
    'engineer-name': await nameOf(tx, absence.engineer),
    customers: firstNames(standIn),
    zone: await houseZone(tx),
    from: absence.from.toISOString(),
    until: absence.until.toISOString(),
  };
  await notifyEngineer(work, standIn.deputy, { text, vars });
}

/** The first two by name, and how many more there are. */
export function firstNames({ customers, names }: Pick<StandIn, 'customers' | 'names'>): string {
  const left = customers - names.length;
  return names.map((name) => cutText(name, MAX_NAME)).join(', ') + (left > 0 ? ` +${left}` : '');
}
