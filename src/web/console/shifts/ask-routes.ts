import { parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { type AskedForShift, askForCover, offerSwap } from '../../../domain/shift-requests/ask-for-shift.ts';
import { decideInvitations } from '../../../domain/shift-requests/decide-invitations.ts';
import { findCandidates } from '../../../domain/shift-requests/find-candidates.ts';
import type { HeldShift } from '../../../domain/shift-requests/shift-request.ts';
import { isShiftSpan } from '../../../domain/shift-requests/shifts-left.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { textOf, textsOf } from '../form.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { forbidden, notFound } from '../turned-away.ts';
import { type AskFault, askPage } from './ask-page.ts';
import { shiftsAhead } from './read-shifts.ts';

/** Handing on a shift: whoever has it, or who keeps the directory. */
export const ASK_ROUTES: readonly Route[] = [
  get('/shifts/ask', 'work', showAsked),
  post('/shifts/ask', 'work', ask),
  post('/shifts/swap', 'work', swap),
];

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const MAX_WHY = 200;
/** Of other people, to be swapped for. */
const MAX_SWAPS = 60;

/** Without a shift, as when the address was typed, it leads to where shifts are. */
function showAsked(context: RouteContext): Promise<Answer> | Answer {
  if (textOf(context.query, 'schedule') === '') return { to: address('/shifts') };
  return show(context, shiftIn(context, context.query), null);
}

async function ask(context: RouteContext): Promise<Answer> {
  const { body } = context;
  const shift = shiftIn(context, body);
  const { timezone } = (await listSchedules(context.deps.database)).get(shift.schedule) ?? notFound();
  const span = typedSpan(timezone, body);
  if (!span) return show(context, shift, 'span');
  const people = textOf(body, 'whom') === 'all' ? 'all' : textsOf(body, 'people');
  const wish = { shift: { ...shift, ...span }, ask: people, why: whyIn(body) } as const;
  const asked = await transact(context, (work) => askForCover(work, context.user, wish));
  return answer(context, shift, asked);
}

async function swap(context: RouteContext): Promise<Answer> {
  const { body, user } = context;
  const shift = shiftIn(context, body);
  const [schedule = '', engineer = '', from = '', until = ''] = textOf(body, 'other').split(' ');
  const other = readShift({ schedule, engineer, from, until });
  if (!other) return show(context, shift, 'other-not-theirs');
  const offeredBy = user.engineer === shift.engineer ? user.engineer : null;
  const wish = { shift, other, why: whyIn(body) };
  return answer(context, shift, await transact(context, (work) => offerSwap(work, user, wish, offeredBy)));
}

function answer(context: RouteContext, shift: HeldShift, { fault }: AskedForShift): Promise<Answer> | Answer {
  return fault === undefined ? { to: address('/shifts', { done: 'asked' }) } : show(context, shift, fault);
}

function transact<Outcome>(
  { deps, now }: RouteContext,
  act: (work: Parameters<typeof askForCover>[0]) => Promise<Outcome>,
): Promise<Outcome> {
  return deps.database.transaction((tx) => act({ tx, now }));
}

function whyIn(body: unknown): string {
  return textOf(body, 'why').replace(/\s+/g, ' ').slice(0, MAX_WHY);
}

/** The shift of an address or a form, if it is one that whoever asks may hand on. */
function shiftIn({ user }: RouteContext, fields: unknown): HeldShift {
  const field = (name: string) => textOf(fields, name);
  const shift = readShift({
    schedule: field('schedule'),
    engineer: field('engineer'),
    from: field('from'),
    until: field('until'),
  });
  if (!shift) return notFound();
  if (user.engineer !== shift.engineer && !may(user, 'registry')) forbidden();
  return shift;
}

function readShift({
  from,
  until,
  ...rest
}: Record<'schedule' | 'engineer' | 'from' | 'until', string>): HeldShift | null {
  if (!INSTANT.test(from) || !INSTANT.test(until)) return null;
  const span = { from: new Date(from), until: new Date(until) };
  return isShiftSpan(span) ? { ...rest, ...span } : null;
}

/** The part of a shift that a form asks cover for. */
function typedSpan(timezone: string, body: unknown): { from: Date; until: Date } | null {
  const clock = wallClock(timezone);
  const [begin, end] = [parseLocalTime(textOf(body, 'begin')), parseLocalTime(textOf(body, 'end'))];
  if (begin === undefined || end === undefined || end <= begin) return null;
  // who has cover is not on call again while clocks still show less than what they typed
  return { from: new Date(clock.instantOf(begin)), until: new Date(clock.closesAt(end)) };
}

async function show(context: RouteContext, shift: HeldShift, fault: AskFault | null): Promise<Answer> {
  const { deps, now, body } = context;
  const [schedules, engineers] = [await listSchedules(deps.database), await listEngineers(deps.database)];
  const { timezone } = schedules.get(shift.schedule) ?? notFound();
  const others = engineers.map(({ key }) => key).filter((key) => key !== shift.engineer);
  const candidates = await findCandidates(deps.database, shift, others, now);
  const order = decideInvitations(candidates, { isAll: false, begins: shift.from }, now);
  const swaps = shiftsAhead(schedules, now).filter(({ engineer }) => engineer !== shift.engineer);
  const typed = {
    from: textOf(body, 'begin') || localText(timezone, shift.from),
    until: textOf(body, 'end') || localText(timezone, shift.until),
    why: textOf(body, 'why'),
    isAll: textOf(body, 'whom') === 'all',
    people: textsOf(body, 'people'),
    other: textOf(body, 'other'),
  };
  const page = { shift, timezone, typed, order, swaps: swaps.slice(0, MAX_SWAPS), fault };
  return { page: askPage(context, { schedules, engineers }, page), status: fault === null ? 200 : 422 };
}
