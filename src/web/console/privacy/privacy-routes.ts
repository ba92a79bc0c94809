import { z } from 'zod';
import { readPhone } from '../../../domain/directory-entry/phone.ts';
import { erasePerson } from '../../../domain/privacy/erase-person.ts';
import { exportPerson } from '../../../domain/privacy/export-person.ts';
import { findPerson } from '../../../domain/privacy/person.ts';
import { contactsNamed, type Sought } from '../../../domain/privacy/person-store.ts';
import { findTraces } from '../../../domain/privacy/trace-store.ts';
import { auditView } from '../audited.ts';
import { textOf } from '../form.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { type NotErased, nameToType, type PersonStory, personPage } from './person-page.ts';
import { type PersonSearch, privacyPage } from './privacy-page.ts';
import { readPeriods } from './read-periods.ts';

const MAX_PEOPLE = 20;
const uuid = z.uuid();

/** How long what is kept; what is held of a person, exported and erased. Names and numbers travel in forms, never in addresses. */
export const PRIVACY_ROUTES: readonly Route[] = [
  get('/privacy', 'privacy', index),
  post('/privacy/person', 'privacy', find),
  post('/privacy/export', 'privacy', exportHeld),
  post('/privacy/erase', 'privacy', erase),
];

function index(context: RouteContext): Promise<Answer> {
  return overview(context, null);
}

async function find(context: RouteContext): Promise<Answer> {
  const { deps, body } = context;
  const sought = soughtIn(body);
  const typed = textOf(body, 'who');
  const people = sought || typed === '' ? [] : await contactsNamed(deps.database, typed, MAX_PEOPLE);
  const [only, ...others] = people;
  const one = sought ?? (only && others.length === 0 ? { contact: only.id } : null);
  if (!one) return overview(context, people.length > 0 ? { people } : { nobody: true });
  const meant = await personMeant(context, one);
  return 'answer' in meant ? meant.answer : show(context, meant.story, null);
}

async function exportHeld(context: RouteContext): Promise<Answer> {
  const { deps, user, format, now } = context;
  const meant = await personMeant(context, soughtIn(context.body));
  if ('answer' in meant) return meant.answer;
  const held = await exportPerson(deps.database, meant.story.person, user, now);
  const body = `${JSON.stringify(held, null, 2)}\n`;
  return { file: { name: `held-${format.isoDay(now)}.json`, type: 'application/json', body } };
}

async function erase(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const meant = await personMeant(context, soughtIn(body));
  if ('answer' in meant) return meant.answer;
  const { story } = meant;
  if (textOf(body, 'typed') !== nameToType(story.person)) return show(context, story, 'mistyped');
  const how = { by: user, closeOpen: textOf(body, 'close') === 'yes', pins: deps.pins };
  const erasure = await deps.database.transaction((tx) => erasePerson({ tx, now }, story.person, how));
  return 'refused' in erasure ? show(context, story, erasure.refused) : overview(context, { gone: true });
}

async function overview(context: RouteContext, search: PersonSearch | null, status = 200): Promise<Answer> {
  const periods = await readPeriods(context.deps, context.now);
  // who was not found is corrected, not typed again
  const typed = search !== null && 'nobody' in search ? textOf(context.body, 'who') : '';
  return { page: privacyPage(context, periods, { search, typed }), status };
}

async function show(context: RouteContext, story: PersonStory, refused: NotErased | null): Promise<Answer> {
  const subject = story.person.contacts[0]?.id ?? null;
  await auditView(context, { action: 'viewed-person', subject });
  return { page: personPage(context, story, refused), status: refused ? 422 : 200 };
}

/** The person that a form means, and all that is held of them; else the page that says why not. */
async function personMeant(
  context: RouteContext,
  sought: Sought | null,
): Promise<{ story: PersonStory } | { answer: Answer }> {
  const { database } = context.deps;
  const found = sought && (await findPerson(database, sought));
  if (!sought || !found) return { answer: await overview(context, { nobody: true }, 422) };
  if ('person' in found) {
    const { person } = found;
    return { story: { sought, person, traces: await findTraces(database, person, context.now) } };
  }
  if (found.refused === 'shared') return { answer: await overview(context, { people: found.contacts }) };
  const search = found.refused === 'ours' ? ({ ours: true } as const) : ({ nobody: true } as const);
  return { answer: await overview(context, search, 422) };
}

/** Whom a form names by the id of a contact or a number. */
function soughtIn(body: unknown): Sought | null {
  const contact = uuid.safeParse(textOf(body, 'contact')).data;
  if (contact !== undefined) return { contact };
  const typed = textOf(body, 'number') || textOf(body, 'who');
  const number = /\d{4}/.test(typed) ? readPhone(typed, 'DE').number : undefined;
  return number === undefined ? null : { number };
}
