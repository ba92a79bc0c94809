import { findEngineer, listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { answerShiftRequest } from '../../../domain/shift-requests/answer-shift-request.ts';
import { findInvitationBySecret } from '../../../domain/shift-requests/invitation-store.ts';
import type { Invitation, ShiftRequest } from '../../../domain/shift-requests/shift-request.ts';
import { findShiftRequest } from '../../../domain/shift-requests/shift-request-store.ts';
import { hashOfToken } from '../../../domain/users/opaque-token.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { type Html, html } from '../html.ts';
import { bareLayout } from '../layout.ts';
import { plainMessagePage } from '../message-page.ts';
import { type Answer, atDoor, type DoorContext, type Route } from '../route.ts';
import { nameIn, sayShift } from './shift-views.ts';

/**
 * The link of an SMS that asks for cover: whoever has it answers for the one who was asked, and does nothing else. To look
 * changes nothing: programs open links, too, to show what is behind them.
 */
export const ANSWER_ROUTES: readonly Route[] = [
  atDoor('get', '/cover/:secret', show),
  atDoor('post', '/cover/:secret', answer),
];

const SECRET = /^[\w-]{22}$/;

interface Asked {
  invitation: Invitation;
  request: ShiftRequest;
}

/** Null: the secret opens nothing. */
async function askedBy({ deps, params, response }: DoorContext): Promise<Asked | null> {
  const secret = textOf(params, 'secret');
  const { database } = deps;
  response.set({ 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' });
  const invitation = SECRET.test(secret) ? await findInvitationBySecret(database, hashOfToken(secret)) : null;
  const request = invitation && (await findShiftRequest(database, invitation.requestId));
  return invitation && request ? { invitation, request } : null;
}

async function show(door: DoorContext): Promise<Answer> {
  const asked = await askedBy(door);
  if (!asked) return nothingThere(door);
  const { outcomes } = door.words.shifts;
  const { request, invitation } = asked;
  const isOpen = request.status === 'open' && invitation.answer === null && door.now < request.expiresAt;
  if (isOpen) return page(door, asked, buttons(door));
  const isTheirs = request.status === 'agreed' && request.coveredBy === invitation.engineer;
  const said = isTheirs ? outcomes.agreed : invitation.answer === 'no' ? outcomes.declined : outcomes.over;
  return page(door, asked, html`<p>${said}</p>`);
}

async function answer(door: DoorContext): Promise<Answer> {
  const asked = await askedBy(door);
  if (!asked) return nothingThere(door);
  const { deps, now, body, words } = door;
  const { engineer, requestId } = asked.invitation;
  const said = textOf(body, 'answer');
  if (said !== 'yes' && said !== 'no') return page(door, asked, buttons(door));
  const name = (await findEngineer(deps.database, engineer))?.name ?? engineer;
  const { outcome } = await deps.database.transaction((tx) =>
    answerShiftRequest(
      { tx, hotline: deps.hotline, now },
      { requestId, engineer, answer: said, channel: 'link' },
      { id: null, kind: 'engineer', name },
    ),
  );
  return page(door, asked, html`<p role="status"><b>${words.shifts.outcomes[outcome]}</b></p>`);
}

function nothingThere({ words }: DoorContext): Answer {
  const { title, nothing } = words.shifts.answer;
  return { page: plainMessagePage(words, '/', title, nothing), status: 404 };
}

function buttons({ words: { shifts }, params }: DoorContext): Html {
  const to = address('/cover/:secret', { secret: params.secret ?? '' });
  return html`<form method="post" action="${to}"><p><button name="answer" value="yes">${shifts.yes}</button> <button name="answer" value="no" class="quiet-button">${shifts.no}</button></p></form>`;
}

async function page(
  { deps, words, now, request: asking }: DoorContext,
  { request, invitation }: Asked,
  below: Html,
): Promise<Answer> {
  const { shifts } = words;
  const { database } = deps;
  const story = { schedules: await listSchedules(database), engineers: await listEngineersEver(database) };
  const { shift, other, kind } = request;
  const name = nameIn(story, shift.engineer);
  const swapped = other
    ? html`<p class="digits">${shifts.swapFor} ${sayShift({ words, now }, story, other)}</p>`
    : html``;
  const content = html`
    <div class="card">
      <p class="brand"><img src="/assets/icon.svg" alt="" width="40" height="40"><span>${words.product}</span></p>
      <h1>${kind === 'swap' ? shifts.asksSwap(name) : shifts.asksCover(name)}</h1>
      <p class="quiet">${shifts.answer.signed(nameIn(story, invitation.engineer))}</p>
      <p class="digits">${sayShift({ words, now }, story, shift)}</p>${swapped}
      ${below}
    </div>`;
  return { page: bareLayout(words, asking.originalUrl, shifts.answer.title, content) };
}
