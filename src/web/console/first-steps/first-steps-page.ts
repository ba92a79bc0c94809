import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import type { Words } from '../words/index.ts';
import { goOf } from './next-step.ts';
import type { FirstStep } from './steps.ts';

/** What the hotline needs before its first call: what is there, what is missing, and where each is made. */
export function firstStepsPage(context: ConsoleContext, steps: readonly FirstStep[], number: string): Html {
  const { words } = context;
  const { firstSteps: said } = words;
  const left = steps.filter(({ isDone }) => !isDone).length;
  const next = steps.findIndex(({ isDone }) => !isDone);
  const content = html`
    <div class="page-title"><h1>${said.title}</h1><p>${left === 0 ? said.allDone : said.intro}</p></div>
    ${tooEarlyView(words, steps)}
    ${left > 0 ? html`<p class="quiet" role="status">${said.left(left)}</p>` : nothing}
    <ol class="first-steps">${steps.map((step, index) => stepView(context, step, { number, isNext: index === next }))}</ol>`;
  return layout(context, { title: said.title, content, place: 'board', style: 'registry' });
}

/** Said as long as no ticket can be opened, though the number can be called. */
function tooEarlyView({ firstSteps }: Words, steps: readonly FirstStep[]): Html {
  const isTooEarly = steps.some(({ name, isDone }) => ['calendars', 'plans'].includes(name) && !isDone);
  return isTooEarly
    ? html`<p class="card fault too-early" role="status">${firstSteps.tooEarly}</p>`
    : nothing;
}

function stepView(
  { words, user, practice }: ConsoleContext,
  step: FirstStep,
  { number, isNext }: { number: string; isNext: boolean },
): Html {
  const { firstSteps: said } = words;
  const { name, isDone, href } = step;
  const { title, ...texts } = said.steps[name];
  const text = 'practice' in texts && practice ? texts.practice : texts.text;
  const link = html`<a class="button ${isNext ? nothing : 'quiet-button'}" href="${href}">${goOf(words, step, practice)}</a>`;
  const isOffered = !isDone && (may(user, 'registry') || name === 'call');
  return html`
    <li class="card ${isDone ? 'is-done' : nothing}">
      <div><h2>${title} <span class="pill ${isDone ? 'fine' : 'calm'}">${isDone ? said.done : said.open}</span></h2>
        <p class="quiet">${text}${name === 'number' && !practice ? html` <b class="digits">${number}</b>` : nothing}</p></div>
      ${isOffered ? link : nothing}
    </li>`;
}

/** The link that leads there; none once everything is done. */
export function firstStepsLink({ words }: ConsoleContext, steps: readonly FirstStep[]): Html {
  const left = steps.filter(({ isDone }) => !isDone).length;
  if (left === 0) return nothing;
  return html`${tooEarlyView(words, steps)}<p><a class="button quiet-button" href="${address('/first-steps')}">${words.firstSteps.boardLink(left)}</a></p>`;
}
