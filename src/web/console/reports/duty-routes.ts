import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { monthOf } from '../../../domain/duty/month-span.ts';
import { type Duty, readDuty } from '../../../domain/duty/read-duty.ts';
import { readShares } from '../../../domain/duty/read-shares.ts';
import { listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import { houseZone } from '../../../domain/paging/house-zone.ts';
import { may } from '../../../domain/users/user.ts';
import { auditView } from '../audited.ts';
import { textOf } from '../form.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { readTypedMonth } from '../typed/read-typed-day.ts';
import { dutyPage } from './duty-page.ts';
import { dutyTable } from './duty-table.ts';
import { tableAsCsv } from './table-view.ts';

/** A month of stand-by and work: everybody's for whoever may export figures, one's own for an engineer. */
export const DUTY_ROUTES: readonly Route[] = [
  get('/figures/duty', null, show),
  get('/figures/duty.csv', 'export', exportMonth),
];

async function show(context: RouteContext): Promise<Answer> {
  const { deps, query, user, now } = context;
  const asked = readTypedMonth(textOf(query, 'month'));
  const found = asked === '' ? null : await readDuty(deps.database, asked, now);
  const duty = found ?? (await currentMonth(context));
  const isFaulty = asked !== '' && found === null;
  if (!may(user, 'export')) {
    const people = duty.people.filter(({ engineer }) => engineer === user.engineer);
    return { page: dutyPage(context, { duty: { ...duty, people }, shared: null, nameOf: String, isFaulty }) };
  }
  const [shared, engineers] = await Promise.all([
    readShares(deps.database, now),
    listEngineersEver(deps.database),
  ]);
  return { page: dutyPage(context, { duty, shared, nameOf: namesByKey(engineers), isFaulty }) };
}

async function exportMonth(context: RouteContext): Promise<Answer> {
  const { deps, words, query, now } = context;
  const asked = readTypedMonth(textOf(query, 'month'));
  const duty = asked === '' ? await currentMonth(context) : await readDuty(deps.database, asked, now);
  if (!duty) notFound();
  await auditView(context, {
    action: 'exported-figures',
    subject: 'duty',
    detail: { month: duty.month },
  });
  const body = tableAsCsv(dutyTable(duty, words), words);
  return { file: { name: `duty-${duty.month}.csv`, type: 'text/csv; charset=utf-8', body } };
}

/** In the first instant of a month it is the one before. */
async function currentMonth({ deps, now }: RouteContext): Promise<Duty> {
  const clock = wallClock(await houseZone(deps.database));
  const before = new Date(now.getTime() - 1);
  return (await readDuty(deps.database, monthOf(before, clock), now)) ?? notFound();
}
