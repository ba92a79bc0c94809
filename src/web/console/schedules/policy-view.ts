import type { EscalationPolicy, PlanDefinition } from '../../../domain/directory-entry/directory-schema.ts';
import { sentence } from '../../../domain/flow/sentence.ts';
import { sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Names } from '../ticket/names.ts';
import type { Words } from '../words/index.ts';
import { type PlacedStep, placeSteps } from './place-steps.ts';
import { sayPlace } from './say-place.ts';
import { unfitView } from './unfit-view.ts';

const SEVERITIES = [1, 2, 3, 4] as const;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const ROW = 30;
const AXIS = 22;

interface Drawn {
  words: Words;
  names: Names;
  policy: EscalationPolicy;
}

/** A policy on the response windows of a plan: a line for each severity, and the same as a table. */
export function policyView(
  { words, names, policy }: Drawn,
  plan: { name: string; title: string; response: PlanDefinition['response'] },
): Html {
  const { escalations } = words;
  const windows = SEVERITIES.map((severity) => ({
    severity,
    clock: plan.response[severity].clock,
    ...placeSteps(policy.steps, plan.response[severity]),
  }));
  const title = `plan-${plan.name}`;
  const heads = windows.map(
    ({ severity, windowMs }) =>
      html`<th scope="col">${words.severityLabel} ${severity}<small>${sayLength(windowMs)}</small></th>`,
  );
  return html`
    <section class="card policy" aria-labelledby="${title}">
      <h2 id="${title}">${escalations.withPlan(plan.title)}</h2>
      <dl class="windows">${windows.map((window) => windowView({ words, names, policy }, window))}</dl>
      <div class="scroll" role="group" tabindex="0" aria-label="${escalations.withPlan(plan.title)}"><table class="steps"><caption class="hidden">${escalations.withPlan(plan.title)}</caption>
        <thead><tr><th scope="col">${escalations.step}</th><th scope="col">${escalations.who}</th><th scope="col">${escalations.by}</th>${heads}</tr></thead>
        <tbody>${policy.steps.map(
          ({ at, page, by, hands = 1 }, index) => html`
          <tr><th scope="row"><span class="step-mark">${index + 1}</span> ${sayPlace(at)}</th><td>${page.map(names.target).join(', ')}${hands > 1 ? html` <small>${escalations.twoHands}</small>` : nothing}</td>
            <td>${by.map((channel) => words.pageBy[channel]).join(', ')}</td>
            ${windows.map(({ placed }) => html`<td class="digits">${sayAfter(placed[index], words)}</td>`)}</tr>`,
        )}</tbody></table></div>
      ${unfitView(words, policy, plan.response)}
    </section>`;
}

interface Window {
  severity: (typeof SEVERITIES)[number];
  clock: 'always' | 'business';
  placed: PlacedStep[];
  rows: number;
  windowMs: number;
}

function windowView(drawn: Drawn, { severity, clock, placed, rows, windowMs }: Window): Html {
  const { words, names, policy } = drawn;
  const { escalations } = words;
  const height = AXIS + rows * ROW + 6;
  const said = policy.steps.map(
    ({ page }, index) => sentence`${sayAfter(placed[index], words)}: ${page.map(names.target).join(', ')}.`,
  );
  const lastResort = escalations.afterwards(policy.lastResort.map(names.target).join(', '));
  const label = [`${words.severityLabel} ${severity}.`, ...said, lastResort].join(' ');
  return html`
    <div>
      <dt><b>${severity} ${words.severity(severity)}</b><small>${sayLength(windowMs)} · ${escalations.clock[clock]}</small></dt>
      <dd><svg class="window" width="100%" height="${height}" role="img" aria-label="${label}">
        ${QUARTERS.map((quarter) => tick(quarter, height))}
        <rect class="span" x="4%" width="90%" y="${AXIS}" height="4" rx="2"/>
        ${placed.filter(({ row }) => row > 0).map(stem)}
        ${placed.map((step, index) => mark(drawn, step, index))}
      </svg></dd>
    </div>`;
}

/** The window is drawn between 4 % and 94 % of the width, so that marks at its ends are whole. */
function along(share: number): string {
  return `${Number((4 + share * 90).toFixed(3))}%`;
}

function tick(quarter: number, height: number): Html {
  return html`<line class="quarter" x1="${along(quarter)}" x2="${along(quarter)}" y1="${AXIS - 5}" y2="${height}"/>
    <text class="quarter ${quarter === 1 ? 'end' : ''}" x="${along(quarter)}" y="12">${quarter * 100} %</text>`;
}

function heightOf(row: number): number {
  return AXIS + 2 + ROW / 2 + row * ROW;
}

/** Leads from a mark in a lower row up to its place in the window. */
function stem({ share, row }: PlacedStep): Html {
  return html`<line class="stem" x1="${along(share)}" x2="${along(share)}" y1="${AXIS + 2}" y2="${heightOf(row)}"/>`;
}

function mark({ words, names, policy }: Drawn, { share, afterMs, row }: PlacedStep, index: number): Html {
  const step = policy.steps[index];
  const y = heightOf(row);
  const who = step?.page.map(names.target).join(', ') ?? '';
  const by = step?.by.map((channel) => words.pageBy[channel]).join(', ') ?? '';
  return html`
    <g class="mark-at ${step?.by.includes('call') ? 'rings' : ''}">
      <title>${index + 1}. ${sayLength(afterMs)}: ${who} (${by})</title>
      <circle cx="${along(share)}" cy="${y}" r="11"/><text x="${along(share)}" y="${y + 4}">${index + 1}</text>
    </g>`;
}

function sayAfter(step: PlacedStep | undefined, { escalations }: Words): string {
  if (!step) return '';
  return step.afterMs === 0 ? escalations.atOnce : sayLength(step.afterMs);
}
