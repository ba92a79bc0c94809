import { withFreshPin } from '../../../../domain/customers/fresh-pin.ts';
import { forgetWrongPins } from '../../../../domain/customers/pin-count-store.ts';
import { type Seated, seatHistory } from '../../../../domain/customers/seat-store.ts';
import { changeContact, leaveSeat, resetPin } from '../../../../domain/customers/take-seat.ts';
import type { ContactEntry } from '../../../../domain/directory-entry/directory-schema.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import { address } from '../../address.ts';
import { audited, auditView } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { type Answer, get, type Handler, post, type Route, type RouteContext } from '../../route.ts';
import { notFound } from '../../turned-away.ts';
import { customerIn } from '../customers/customer-in.ts';
import { overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { type Giving, giveSeat } from './give-seat.ts';
import { checkPerson, PERSON_FIELDS, reachFields, versionOfSeat } from './seat-form.ts';
import { pinPage, type RefusedSeat, type SeatStory, seatPage } from './seat-page.ts';

const MAX_HISTORY = 50;

/** A customer's seats: who has them, and how they change hands. */
export const SEAT_ROUTES: readonly Route[] = [
  get('/registry/customers/:number/seats/:seat', null, show),
  post('/registry/customers/:number/seats/:seat/take', 'registry', give('take')),
  post('/registry/customers/:number/seats/:seat/stand-in', 'registry', give('stand-in')),
  post('/registry/customers/:number/seats/:seat/reach', 'registry', changeReach),
  post('/registry/customers/:number/seats/:seat/pin', 'registry', renewPin),
  post('/registry/customers/:number/seats/:seat/leave', 'registry', leave),
  post('/registry/customers/:number/seats/:seat/unlock', 'registry', unlock),
];

async function show(context: RouteContext): Promise<Answer> {
  const story = await seatIn(context);
  const detail = { seat: story.seat.seat };
  await auditView(context, { action: 'viewed-customer', subject: story.customer.number, detail });
  return { page: seatPage(context, story, null, noticeIn(context, context.words.edit.done)) };
}

function give(giving: Giving): Handler {
  return async (context) => {
    const story = await seatIn(context);
    const given = await giveSeat(context, giving, story);
    return 'pin' in given
      ? { page: pinPage(context, story, { ...given, isFirst: story.seat.holder === null }) }
      : refuse(context, story, { form: giving, draft: given.draft }, given.status);
  };
}

async function changeReach(context: RouteContext): Promise<Answer> {
  const { deps, words, body } = context;
  const story = await seatIn(context);
  const { customer, seat } = story;
  const values = typedFields(body, [...PERSON_FIELDS, 'version']);
  const { entry, faults } = await checkPerson(deps, values);
  if (!entry) {
    const draft = withFaults(values, faults, words.edit.rules);
    return refuse(context, story, { form: 'reach', draft }, 422);
  }
  const of = { customerNumber: customer.number, id: textOf(body, 'holder') };
  const version = { seen: values.version ?? '', of: versionOfSeat };
  const detail = { seat: seat.seat, fields: changedReach(seat.holder, entry) };
  const outcome = await audited(
    context,
    (tx, change) => changeContact(tx, of, { person: entry, version }, change),
    (changed) => changed === 'done' && { action: 'seat-changed', subject: customer.number, detail },
  );
  if (outcome === 'done' || outcome === 'unchanged') return back(story, 'saved');
  if (outcome === 'name-taken') {
    const draft = withFaults(values, ['name'], { name: words.seats.nameTaken });
    return refuse(context, story, { form: 'reach', draft }, 422);
  }
  const standing = seat.holder ? reachFields(seat.holder) : {};
  const draft = overtakenDraft(values, standing, words.edit.overtaken);
  return refuse(context, story, { form: 'reach', draft }, 409);
}

async function renewPin(context: RouteContext): Promise<Answer> {
  const { deps, user, now } = context;
  const story = await seatIn(context);
  const { customer, seat } = story;
  const person = personMeant(context, story);
  if (!person) return back(story, 'overtaken');
  const of = { customerNumber: customer.number, id: person.id };
  // this transaction begins before the audited one would: the PIN is made while the registry is held
  const { pin, result } = await withFreshPin(deps, customer.number, now, async (tx, hash) => {
    const detail = { seat: seat.seat, contact: person.id };
    const outcome = await resetPin(tx, of, hash, { by: user.name, now });
    if (outcome === 'done')
      await addAuditEntry(tx, user, { action: 'pin-reset', subject: customer.number, detail }, now);
    return outcome;
  });
  if (result !== 'done') return back(story, 'overtaken');
  return { page: pinPage(context, story, { name: person.name, pin, isFirst: false }) };
}

async function leave(context: RouteContext): Promise<Answer> {
  const story = await seatIn(context);
  const { customer, seat } = story;
  const person = personMeant(context, story);
  if (!person) return back(story, 'overtaken');
  const detail = { seat: seat.seat, contact: person.id };
  await audited(
    context,
    (tx, change) => leaveSeat(tx, { customerNumber: customer.number, id: person.id }, change),
    () => ({ action: 'seat-left', subject: customer.number, detail }),
  );
  return back(story, 'left');
}

async function unlock(context: RouteContext): Promise<Answer> {
  const story = await seatIn(context);
  const { customer, seat } = story;
  const person = personMeant(context, story);
  if (!person) return back(story, 'overtaken');
  const detail = { seat: seat.seat, contact: person.id };
  await audited(
    context,
    (tx) => forgetWrongPins(tx, [{ kind: 'contact', id: person.id }]),
    () => ({ action: 'seat-unlocked', subject: customer.number, detail }),
  );
  return back(story, 'unlocked');
}

/** The seat of an address. */
async function seatIn(context: RouteContext): Promise<SeatStory> {
  const { deps, params, now } = context;
  const customer = await customerIn(context);
  const seat = customer.seats.find((one) => String(one.seat) === params.seat) ?? notFound();
  const of = { customerNumber: customer.number, seat: seat.seat };
  const history = await seatHistory(deps.database, of, now, MAX_HISTORY);
  const languages = deps.hotline.script.languages.map(({ language }) => language);
  return { customer, seat, history, languages };
}

/** Who sits there still, of those a form names. */
function personMeant({ body }: RouteContext, { seat }: SeatStory): Seated | undefined {
  return [seat.holder, seat.deputy].find((one) => one?.id === textOf(body, 'contact')) ?? undefined;
}

function refuse(context: RouteContext, story: SeatStory, refused: RefusedSeat, status: number): Answer {
  return { page: seatPage(context, story, refused, null), status };
}

function back({ customer: { number }, seat: { seat } }: SeatStory, done: string): Answer {
  return { to: address('/registry/customers/:number/seats/:seat', { number, seat, done }) };
}

function changedReach(before: SeatStory['seat']['holder'], after: ContactEntry): string {
  const isSame = {
    name: before?.name === after.name,
    phones: before?.phones.join() === after.phones.join(),
    language: before?.language === after.language,
  };
  return Object.entries(isSame)
    .filter(([, same]) => !same)
    .map(([name]) => name)
    .join(', ');
}
