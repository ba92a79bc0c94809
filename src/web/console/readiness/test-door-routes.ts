import { allowByLink } from '../../../domain/readiness/allow-by-link.ts';
import { noteCardFetched } from '../../../domain/readiness/card-store.ts';
import { confirmByLink, findTestOfLink } from '../../../domain/readiness/confirm-test.ts';
import { contactCard } from '../../../domain/readiness/contact-card.ts';
import type { WeeklyTime } from '../../../domain/readiness/decide-weekly.ts';
import { isHeadOnly } from '../../is-head-only.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import { bareLayout } from '../layout.ts';
import { ANSWERED, type Answer, atDoor, type DoorContext, type Route } from '../route.ts';
import { wordsOf } from '../words/index.ts';
import { typedWeekly, weeklyFields } from './weekly-view.ts';

/** What an engineer opens on the phone that is tested: whoever holds it has the link, and needs no more. */
export const TEST_DOOR_ROUTES: readonly Route[] = [
  atDoor('get', '/t/:token', ask),
  atDoor('post', '/t/:token', confirm),
  atDoor('post', '/t/:token/weekly', allow),
  atDoor('get', '/card/:token', card),
];

/** Looking confirms nothing: programs look at links, too. */
async function ask(door: DoorContext): Promise<Answer> {
  const { deps, words } = door;
  const token = tokenIn(door);
  const test = await deps.database.transaction((tx) => findTestOfLink({ tx }, token));
  if (!test) return unknown(door);
  const { door: said } = words.readiness;
  if (test.outcome !== null) return over(door, test.outcome === 'confirmed' ? 'confirmed' : 'late');
  const form = html`<form method="post" action="${address('/t/:token', { token })}"><button>${said.yes}</button></form>`;
  return { page: page(door, said.title, html`<p role="status">${said.question}</p>${form}`) };
}

async function confirm(door: DoorContext): Promise<Answer> {
  const { deps, now } = door;
  const said = await deps.database.transaction((tx) => confirmByLink({ tx, now }, tokenIn(door)));
  return said === null ? unknown(door) : over(door, said);
}

/** Whoever has just confirmed holds the phone: they may allow the weekly test without signing in. */
async function allow(door: DoorContext): Promise<Answer> {
  const { deps, words, now } = door;
  const typed = typedWeekly(door.body);
  const fault = await deps.database.transaction((tx) => allowByLink({ tx, now }, tokenIn(door), typed));
  if (fault === 'no-link') return unknown(door);
  const { readiness } = words;
  if (fault !== null)
    return { ...over(door, 'confirmed', { typed, fault: readiness.weeklyFaults[fault] }), status: 422 };
  const text = readiness.weeklyAt(readiness.days[typed.day - 1] ?? '', typed.time);
  return { page: page(door, readiness.weekly, html`<p role="status">${text}</p>`) };
}

/** @param wrong a weekly time that could not be taken, and why */
function over(
  door: DoorContext,
  outcome: 'confirmed' | 'late',
  wrong: { typed: WeeklyTime; fault: string } | null = null,
): { page: Html } {
  const { readiness } = door.words;
  const { title, confirmed, late } = readiness.door;
  const weekly = html`
    <details ${wrong ? html`open` : nothing}><summary>${readiness.weekly}</summary>
      ${wrong ? html`<p class="fault" role="alert">${wrong.fault}</p>` : nothing}
      <p class="quiet">${readiness.weeklyText}</p>
      <form method="post" action="${address('/t/:token/weekly', { token: tokenIn(door) })}">${weeklyFields(door.words, wrong?.typed ?? null)}<button>${readiness.weeklyAllow}</button></form>
    </details>`;
  const text = html`<p role="status">${outcome === 'late' ? late : confirmed}</p>`;
  return { page: page(door, title, html`${text}${outcome === 'confirmed' ? weekly : nothing}`) };
}

function tokenIn({ params }: DoorContext): string {
  return textOf(params, 'token');
}

/** Cut off, mistyped, or forgotten: nothing is told of whose it may have been. */
function unknown(door: DoorContext): Answer {
  const { door: said } = door.words.readiness;
  return { page: page(door, said.unknownTitle, html`<p role="status">${said.unknown}</p>`), status: 404 };
}

function page(door: DoorContext, title: string, content: Html): Html {
  // in another language it is looked at again, and nothing is sent again
  const path = address('/t/:token', { token: tokenIn(door) });
  return bareLayout(
    door.words,
    path,
    title,
    html`<section class="card"><h1>${title}</h1>${content}</section>`,
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The hotline as a contact, in the first of the engineer's languages that the console has. Shown, not saved: phones ask then. */
async function card(door: DoorContext): Promise<Answer> {
  const { deps, params, request, response } = door;
  const token = textOf(params, 'token').replace(/\.vcf$/, '');
  const now = isHeadOnly(request) ? null : door.now;
  const fetched = UUID.test(token) ? await noteCardFetched(deps.database, token, now) : null;
  if (!fetched) return unknown(door);
  const { card: said } = wordsOf(fetched.languages[0]).readiness;
  const text = contactCard({ name: said.name, note: said.note, numbers: [deps.hotline.number] });
  response.set('content-disposition', 'inline; filename="hotline.vcf"').type('text/vcard').send(text);
  return ANSWERED;
}
