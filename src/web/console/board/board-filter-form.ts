import { SEVERITIES } from '../../../domain/tickets/ticket.ts';
import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import { isWholeBoard, SORTS, STATES } from './board-filter.ts';
import type { Look } from './look.ts';
import type { OpenCase } from './read-board.ts';

/** The filters above the list. Of customers only those who have an open ticket, and the one that is chosen. */
export function boardFilterForm(cases: readonly OpenCase[], { words, filter }: Look): Html {
  const { board } = words;
  const select = (
    name: string,
    label: string,
    chosen: string | null,
    options: (readonly [string, string])[],
  ) => html`
    <label><span class="hidden">${label}</span><select name="${name}">${options.map(
      ([value, text]) =>
        html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : nothing}>${text}</option>`,
    )}</select></label>`;
  const severities = SEVERITIES.map((one) => [String(one), `${one} ${words.severity(one)}`] as const);
  const states = STATES.map((state) => [state, board.states[state]] as const);
  const sorts = SORTS.map((sort) => [sort, board.sorts[sort]] as const);
  return html`
    <form class="board-filter" method="get" action="/" role="search" aria-label="${board.filter}">
      ${select('severity', words.severityLabel, filter.severity === null ? null : String(filter.severity), [['', board.anySeverity], ...severities])}
      ${select('customer', board.customer, filter.customer, [['', board.anyCustomer], ...customersOf(cases, filter.customer)])}
      ${select('state', board.state, filter.state, [['', board.anyState], ...states])}
      ${select('sort', board.sort, filter.sort, sorts)}
      ${filter.holder === null ? nothing : html`<input type="hidden" name="mine" value="1">`}
      <button class="quiet-button">${board.filter}</button>
      ${isWholeBoard(filter) ? nothing : html`<a href="${address('/')}">${board.showAll}</a>`}
    </form>`;
}

function customersOf(cases: readonly OpenCase[], chosen: string | null): (readonly [string, string])[] {
  const names = new Map(chosen === null ? [] : [[chosen, chosen]]);
  for (const { customerNumber, customerName } of cases)
    if (customerNumber !== null) names.set(customerNumber, customerName ?? customerNumber);
  return [...names].toSorted(([, a], [, b]) => a.localeCompare(b));
}
