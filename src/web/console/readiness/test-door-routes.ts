import { noteCardFetched } from '../../../domain/readiness/card-store.ts';
import { confirmByLink, findTestOfLink } from '../../../domain/readiness/confirm-test.ts';
import { contactCard } from '../../../domain/readiness/contact-card.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import { bareLayout } from '../layout.ts';
import { ANSWERED, type Answer, atDoor, type DoorContext, type Route } from '../route.ts';
import { wordsOf } from '../words/index.ts';

/** What an engineer opens on the phone that is tested: whoever holds it has the link, and needs no more. */
export const TEST_DOOR_ROUTES: readonly Route[] = [
  atDoor('get', '/t/:token', ask),
  atDoor('post', '/t/:token', confirm),
  atDoor('get', '/card/:token', card),
];

/** Looking confirms nothing: programs look at links, too. */
async function ask(door: DoorContext): Promise<Answer> {
  const { deps, words, params } = door;
  const token = textOf(params, 'token');
  const test = await deps.database.transaction((tx) => findTestOfLink({ tx }, token));
  if (!test) return unknown(door);
  const { door: said } = words.readiness;
  if (test.outcome !== null) return over(door, test.outcome === 'confirmed' ? 'confirmed' : 'late');
  const form = html`<form method="post" action="${address('/t/:token', { token })}"><button>${said.yes}</button></form>`;
  return { page: page(door, said.title, said.question, form) };
}

async function confirm(door: DoorContext): Promise<Answer> {
  const { deps, params, now } = door;
  const token = textOf(params, 'token');
  const said = await deps.database.transaction((tx) => confirmByLink({ tx, now }, token));
  return said === null ? unknown(door) : over(door, said);
}

function over(door: DoorContext, outcome: 'confirmed' | 'late'): Answer {
  const { door: said } = door.words.readiness;
  return { page: page(door, said.title, said[outcome]) };
}

/** Cut off, mistyped, or forgotten: nothing is told of whose it may have been. */
function unknown(door: DoorContext): Answer {
  const { door: said } = door.words.readiness;
  return { page: page(door, said.unknownTitle, said.unknown), status: 404 };
}

function page({ words, request }: DoorContext, title: string, text: string, form: Html = nothing): Html {
  const content = html`<section class="card"><h1>${title}</h1><p role="status">${text}</p>${form}</section>`;
  return bareLayout(words, request.path, title, content);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The hotline as a contact, in the first of the engineer's languages that the console has. Shown, not saved: phones ask then. */
async function card(door: DoorContext): Promise<Answer> {
  const { deps, params, now, response } = door;
  const token = textOf(params, 'token').replace(/\.vcf$/, '');
  const fetched = UUID.test(token) ? await noteCardFetched(deps.database, token, now) : null;
  if (!fetched) return unknown(door);
  const { card: said } = wordsOf(fetched.languages[0]).readiness;
  const text = contactCard({ name: said.name, note: said.note, numbers: [deps.hotline.number] });
  response.set('content-disposition', 'inline; filename="hotline.vcf"').type('text/vcard').send(text);
  return ANSWERED;
}
