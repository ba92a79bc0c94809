import type { ConsoleOverride } from '../../../domain/oncall/override-store.ts';
import type { Invitation, ShiftRequest } from '../../../domain/shift-requests/shift-request.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { sayLocal } from '../schedules/overrides-view.ts';
import type { AskedRequest, ShiftStory } from './read-shifts.ts';
import { buttonForm, nameIn, sayShift, titleIn } from './shift-views.ts';

/** What whoever looks is asked, with the two buttons that answer it. */
export function askedView(context: ConsoleContext, story: ShiftStory): Html {
  const { shifts } = context.words;
  if (story.asked.length === 0) return nothing;
  const lines = story.asked.map((request) => {
    const what = sayShift(context, story, request.shift);
    const to = address('/shifts/requests/:id/answer', { id: request.id });
    return html`<li class="override-line"><div>${requestText(context, story, request)}</div>
      <div class="pills">${buttonForm(to, { answer: 'yes' }, { says: shifts.yes, label: `${shifts.yes}: ${what}` })}
      ${buttonForm(to, { answer: 'no' }, { says: shifts.no, label: `${shifts.no}: ${what}`, plain: true })}</div></li>`;
  });
  return html`
    <section class="card" aria-labelledby="asked-title"><h2 id="asked-title">${shifts.askedOfYou}</h2>
      <ul class="lines">${lines}</ul></section>`;
}

/** Who asks whom for what. */
function requestText(context: ConsoleContext, story: ShiftStory, request: ShiftRequest): Html {
  const { shifts } = context.words;
  const { kind, shift, other } = request;
  const name = nameIn(story, shift.engineer);
  const asks = kind === 'swap' ? shifts.asksSwap(name) : shifts.asksCover(name);
  const swapped = other
    ? html`<p class="digits">${shifts.swapFor} ${sayShift(context, story, other)} <small>${nameIn(story, other.engineer)}</small></p>`
    : nothing;
  return html`<p><b>${asks}</b></p><p class="digits">${sayShift(context, story, shift)}</p>${swapped}`;
}

/** Everything that is open between colleagues, and what was settled of late. */
export function shiftRequestsView(context: ConsoleContext, story: ShiftStory): Html {
  const { shifts } = context.words;
  const lines = story.requests.map((one) => requestLine(context, story, one));
  return html`
    <section class="card" aria-labelledby="requests-title"><h2 id="requests-title">${shifts.requests}</h2>
      ${lines.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${shifts.noRequests}</p>`}
    </section>`;
}

function requestLine(
  context: ConsoleContext,
  story: ShiftStory,
  { request, invitations }: AskedRequest,
): Html {
  const { words, user } = context;
  const { shifts } = words;
  const { id, status, shift, why, coveredBy } = request;
  const isOwn = user.engineer === shift.engineer && may(user, 'work');
  const canWithdraw = status === 'open' && (isOwn || may(user, 'registry'));
  const asked = invitations.map((one) => `${nameIn(story, one.engineer)} (${shifts.answers[stateOf(one)]})`);
  const covered = coveredBy === null ? nothing : html` <b>${nameIn(story, coveredBy)}</b>`;
  const withdraw = buttonForm(
    address('/shifts/requests/:id/withdraw', { id }),
    {},
    { says: shifts.withdraw, label: shifts.withdrawNamed(sayShift(context, story, shift)), plain: true },
  );
  return html`<li class="override-line"><div>${requestText(context, story, request)}
    <p><span class="pill ${status === 'agreed' ? 'fine' : 'calm'}">${shifts.status[status]}</span>${covered} <small>${asked.join(', ')}${why === '' ? '' : ` · ${shifts.why(why)}`}</small></p></div>
    ${canWithdraw ? withdraw : nothing}</li>`;
}

function stateOf({ answer, askedAt }: Invitation): 'yes' | 'no' | 'waiting' | 'later' {
  return answer ?? (askedAt === null ? 'later' : 'waiting');
}

/** Shifts that were taken for others, and the way back. */
export function coversView(context: ConsoleContext, story: ShiftStory): Html {
  const { shifts } = context.words;
  if (story.covers.length === 0) return nothing;
  const lines = story.covers.map((cover) => coverLine(context, story, cover));
  return html`
    <section class="card" aria-labelledby="covers-title"><h2 id="covers-title">${shifts.covers}</h2>
      <ul class="lines">${lines}</ul><p class="quiet">${shifts.giveBackHint}</p></section>`;
}

function coverLine(context: ConsoleContext, story: ShiftStory, cover: ConsoleOverride): Html {
  const { words, user } = context;
  const { shifts } = words;
  const { id, engineer, insteadOf, schedule, from, until, why } = cover;
  const name = nameIn(story, engineer);
  const who = insteadOf === null ? shifts.fillsGap(name) : shifts.coverOf(name, nameIn(story, insteadOf));
  const what = `${titleIn(story, schedule)}, ${sayLocal(context, from)} – ${sayLocal(context, until)}`;
  const canGiveBack =
    insteadOf !== null && may(user, 'work') && (user.engineer === engineer || may(user, 'registry'));
  const giveBack = buttonForm(
    address('/shifts/covers/:id/give-back', { id }),
    {},
    { says: shifts.giveBack, label: shifts.giveBackNamed(what), plain: true },
  );
  return html`<li class="override-line"><div><p><b>${who}</b></p><p class="digits">${what}</p>
    ${why === null || why === '' ? nothing : html`<p><small>${shifts.why(why)}</small></p>`}</div>${canGiveBack ? giveBack : nothing}</li>`;
}
