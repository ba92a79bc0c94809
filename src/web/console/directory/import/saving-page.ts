import type { TablePlan } from '../../../../domain/customer-table/plan-table.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Words } from '../../words/index.ts';
import { importFrame } from './import-page.ts';
import type { HandOut } from './save-import.ts';

/** Where the page is cut open while PINs are made. */
export const PROGRESS = '[[progress]]';

/** The page on which it is told how far saving has come. */
export function savingPage(context: ConsoleContext, { printed }: HandOut): Html {
  const { importing: said, customers } = context.words;
  const content = html`
    ${backTo(address('/registry/customers'), customers.title)}
    <div class="page-title"><h1>${said.title}</h1></div>
    <div class="progress" role="status">${printed.length > 0 ? html`<p>${said.saving}</p>` : nothing}${PROGRESS}</div>`;
  return importFrame(context, content);
}

export function progressView({ words }: ConsoleContext, done: number, all: number): Html {
  return html`<p>${words.importing.progress(done, all)}</p>`;
}

export interface Saved {
  plan: TablePlan;
  handOut: HandOut;
  /** the PINs that are handed out on paper; null: nothing was saved */
  saved: readonly { contact: { customerNumber: string; name: string }; pin: string }[] | null;
}

/** What was saved, and how the PINs get to those who are new. */
export function savedView({ words }: ConsoleContext, { plan, handOut, saved }: Saved): Html {
  const { importing: said } = words;
  if (saved === null) return html`<p class="fault" role="alert">${said.overtaken}</p>`;
  const texts = handOut.texted.length;
  return html`
    <p class="notice">${said.saved(plan.customers.length, plan.contacts.length)}</p>
    ${texts > 0 ? html`<p class="notice">${said.textsGo(texts)} <a href="${address('/registry/import')}">${said.textsSee}</a></p>` : nothing}
    ${saved.length > 0 ? pinsView(words, plan, saved, texts > 0) : nothing}`;
}

/** The one list that shows the PINs, to be printed and handed out. */
function pinsView(
  { importing: said, make }: Words,
  plan: TablePlan,
  pins: NonNullable<Saved['saved']>,
  areTheRest: boolean,
): Html {
  const names = new Map(plan.customers.map(({ number, header }) => [number, header.name]));
  const rows = pins.map(
    ({ contact: { customerNumber, name }, pin }) => html`
      <tr><td>${names.get(customerNumber) ?? ''} <small class="digits">${customerNumber}</small></td><td>${name}</td><td class="digits"><b>${pin}</b></td></tr>`,
  );
  return html`
    <section class="card pins"><h2>${said.pinsTitle}</h2>${areTheRest ? html`<p>${said.pinsOfRest}</p>` : nothing}<p>${said.pinsText}</p>
      <p class="buttons"><button type="button" data-print hidden>${make.print}</button></p>
      <div class="table"><table><thead><tr>${said.pinHeads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
