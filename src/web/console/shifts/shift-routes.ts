import { createAbsence, removeAbsence } from '../../../domain/paging/save-absence.ts';
import { writeShiftSettings } from '../../../domain/shift-changes/shift-change-store.ts';
import { answerShiftRequest } from '../../../domain/shift-requests/answer-shift-request.ts';
import { giveBackShift } from '../../../domain/shift-requests/give-back-shift.ts';
import { shiftsInAbsence } from '../../../domain/shift-requests/shifts-in-absence.ts';
import { takeShift } from '../../../domain/shift-requests/take-shift.ts';
import { withdrawShiftRequest } from '../../../domain/shift-requests/withdraw-shift-request.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { handOverPage } from './hand-over-page.ts';
import { readHandOver } from './read-hand-over.ts';
import { readShifts } from './read-shifts.ts';
import { type ShiftsPage, shiftsPage } from './shifts-page.ts';

/** Shifts among people: everybody may look, whoever is an engineer acts for themselves, who keeps the directory for all. */
export const SHIFT_ROUTES: readonly Route[] = [
  get('/shifts', null, (context) => show(context, {})),
  get('/shifts/hand-over', null, handOver),
  post('/shifts/take', 'work', take),
  post('/shifts/settings', 'work', saveSettings),
  post('/shifts/absences', 'work', addAbsence),
  post('/shifts/absences/:id/remove', 'work', endAbsence),
  post('/shifts/requests/:id/answer', 'work', answer),
  post('/shifts/requests/:id/withdraw', 'work', withdraw),
  post('/shifts/covers/:id/give-back', 'work', giveBack),
];

type HotlineWorkIn = Parameters<typeof takeShift>[0];

function transact<Outcome>(
  { deps, now }: RouteContext,
  act: (work: HotlineWorkIn) => Promise<Outcome>,
): Promise<Outcome> {
  return deps.database.transaction((tx) => act({ tx, hotline: deps.hotline, now }));
}

/** Who looks, as an engineer; whoever is none has no shifts of their own. */
function engineerIn({ user }: RouteContext): string {
  return user.engineer ?? notFound();
}

/** Null: of everybody. */
function ownIn(context: RouteContext): string | null {
  return may(context.user, 'registry') ? null : engineerIn(context);
}

async function take(context: RouteContext): Promise<Answer> {
  const { user, body } = context;
  const [schedule, seen] = [textOf(body, 'schedule'), textOf(body, 'seen')];
  const taking = { engineer: engineerIn(context), schedule, seen, why: '' };
  const outcome = await transact(context, (work) => takeShift(work, user, taking));
  return outcome === 'taken' ? done('taken') : refuse(context, context.words.shifts.faults[outcome]);
}

async function giveBack(context: RouteContext): Promise<Answer> {
  const { user, params, words } = context;
  const own = ownIn(context);
  const outcome = await transact(context, (work) => giveBackShift(work, user, textOf(params, 'id'), own));
  if (outcome === 'unknown') return settled(context);
  if (outcome === 'returned') return done('returned');
  return outcome === 'asked' ? done('asked-back') : refuse(context, words.shifts.faults[outcome]);
}

async function answer(context: RouteContext): Promise<Answer> {
  const { user, params, body, words } = context;
  const said = textOf(body, 'answer') === 'yes' ? 'yes' : 'no';
  const given = { requestId: textOf(params, 'id'), engineer: engineerIn(context), answer: said } as const;
  const { outcome, request } = await transact(context, (work) =>
    answerShiftRequest(work, { ...given, channel: 'console' }, user),
  );
  if (!request) return settled(context);
  const isDone = outcome === 'agreed' || outcome === 'noted' || outcome === 'declined';
  return isDone ? done(outcome) : refuse(context, words.shifts.outcomes[outcome]);
}

async function withdraw(context: RouteContext): Promise<Answer> {
  const { user, params } = context;
  const own = ownIn(context);
  const isWithdrawn = await transact(context, (work) =>
    withdrawShiftRequest(work, user, textOf(params, 'id'), own),
  );
  return isWithdrawn ? done('withdrawn') : settled(context);
}

async function saveSettings(context: RouteContext): Promise<Answer> {
  const { body } = context;
  const engineer = engineerIn(context);
  const isOn = (name: string) => textOf(body, name) === 'yes';
  const settings = { tellsBegin: isOn('begin'), tellsAlways: isOn('always') };
  await audited(
    context,
    (tx, change) => writeShiftSettings(tx, engineer, settings, change),
    () => ({ action: 'shift-settings-changed', subject: engineer, detail: { ...settings } }),
  );
  return done('saved');
}

async function addAbsence(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const typed = { engineer: engineerIn(context), from: textOf(body, 'from'), until: textOf(body, 'until') };
  const shifts = textOf(body, 'accept') === 'shifts' ? [] : await shiftsInAbsence(deps.database, typed, now);
  if (shifts.length > 0) return show(context, { absence: { typed, fault: null, shifts } }, 409);
  const { fault } = await deps.database.transaction((tx) => createAbsence({ tx, now }, user, typed));
  return fault === undefined ? done('saved') : show(context, { absence: { typed, fault, shifts: [] } }, 422);
}

async function endAbsence(context: RouteContext): Promise<Answer> {
  const { deps, user, params, now } = context;
  const engineer = engineerIn(context);
  const ended = await deps.database.transaction((tx) =>
    removeAbsence({ tx, now }, user, textOf(params, 'id'), engineer),
  );
  return ended ? done('saved') : settled(context);
}

async function handOver(context: RouteContext): Promise<Answer> {
  return { page: handOverPage(context, await readHandOver(context.deps.database, context.now)) };
}

function done(what: string): Answer {
  return { to: address('/shifts', { done: what }) };
}

function refuse(context: RouteContext, fault: string): Promise<Answer> {
  return show(context, { fault }, 409);
}

/** Somebody else was quicker, or time was: there is no such thing any more. */
function settled(context: RouteContext): Promise<Answer> {
  return show(context, { fault: context.words.shifts.outcomes.over }, 404);
}

async function show(context: RouteContext, page: Partial<ShiftsPage>, status = 200): Promise<Answer> {
  const { deps, user, words, now } = context;
  const story = await readShifts(deps.database, user.engineer, may(user, 'registry'), now);
  const notice = noticeIn(context, { ...words.shifts.outcomes, ...words.shifts.done });
  return { page: shiftsPage(context, story, { notice, fault: null, absence: null, ...page }), status };
}
