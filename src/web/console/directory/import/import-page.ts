import type { UnreadableTable } from '../../../../domain/customer-table/decode-table.ts';
import { MAX_ROWS, type TableFault, type TablePlan } from '../../../../domain/customer-table/plan-table.ts';
import type { Unreached } from '../../../../domain/pin-texts/pin-text-store.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { Words } from '../../words/index.ts';
import { handOutOf } from './save-import.ts';

/** What was sent: a table with what it would change, or why it cannot be read. */
export type Sent =
  | { refused: 'too-large' | 'unreadable' | UnreadableTable }
  | { text: string; plan: TablePlan }
  | null;

const MAX_FAULTS_SHOWN = 100;
const MAX_LINES_SHOWN = 200;
const MAX_HEADS_SHOWN = 20;
const MAX_HEAD_LETTERS = 60;

export interface ImportStory {
  sent: Sent;
  /** whom a text with their PIN did not reach */
  unreached: readonly Unreached[];
  /** how many texts with PINs are still to go out */
  waiting: number;
  /** whether PINs can be sent by SMS */
  canText: boolean;
}

/** Where a table is sent, and what it would change: nothing is saved here. */
export function importPage(context: ConsoleContext, story: ImportStory): Html {
  const { sent } = story;
  const { importing: said, customers } = context.words;
  const content = html`
    ${backTo(address('/registry/customers'), customers.title)}
    <div class="page-title"><h1>${said.title}</h1><p>${said.intro}</p></div>
    ${sent === null ? nothing : 'refused' in sent ? html`<p class="fault" role="alert">${said.refused[sent.refused]}</p>` : previewView(context, sent, story.canText)}
    <section class="card form">
      <form method="post" action="${address('/registry/import')}" enctype="multipart/form-data">
        <div class="field"><label for="file">${said.file}</label><input type="file" id="file" name="file" accept=".csv,.txt,.tsv,text/csv" required>
          <small>${said.fileHint}</small></div>
        <div class="buttons"><button ${sent !== null && 'plan' in sent ? html`class="quiet-button"` : nothing}>${said.look}</button>
          <a href="${address('/registry/import/template.csv')}">${said.template}</a></div>
      </form>
    </section>
    ${handedOutView(context.words, story)}`;
  return importFrame(context, content);
}

/** What became of the texts with PINs. */
function handedOutView({ importing: said, seats }: Words, { unreached, waiting }: ImportStory): Html {
  if (unreached.length === 0 && waiting === 0) return nothing;
  const rows = unreached.map(({ customerNumber: number, customer, seat, name }) => {
    const at = address('/registry/customers/:number/seats/:seat', { number, seat });
    return html`<li><a href="${at}">${name}</a> <span class="quiet">${customer}, ${seats.seat(seat)}</span></li>`;
  });
  return html`
    <section class="card" aria-labelledby="texts-title"><h2 id="texts-title">${said.textsTitle}</h2>
      ${waiting > 0 ? html`<p>${said.textsWaiting(waiting)}</p>` : nothing}
      ${rows.length > 0 ? html`<p>${said.textsUnreached}</p><ul>${rows}</ul>` : nothing}
    </section>`;
}

function previewView(
  context: ConsoleContext,
  { text, plan }: { text: string; plan: TablePlan },
  canText: boolean,
): Html {
  const { importing: said } = context.words;
  if (plan.faults.length > 0) return faultsView(context.words, plan);
  const pins = plan.contacts.filter(({ kind }) => kind === 'new').length;
  return html`
    <section class="card" aria-labelledby="preview-title"><h2 id="preview-title">${said.preview}</h2>
      <p>${said.customers(countsOf(plan.customers))}<br>${said.contacts(countsOf(plan.contacts))}</p>
      ${leftView(context.words, plan)}
      ${changesView(context.words, plan)}
      <p class="quiet">${pins > 0 ? said.pins(pins) : said.noPins}</p>
      <form method="post" action="${address('/registry/import/save')}" enctype="multipart/form-data">
        <textarea name="text" hidden aria-hidden="true">${text}</textarea>
        ${canText ? handOutView(context.words, plan) : nothing}
        <div class="buttons"><button>${said.save}</button><a href="${address('/registry/import')}">${context.words.edit.cancel}</a></div>
      </form>
    </section>`;
}

/** Whether PINs are printed or sent: asked where anybody can be sent theirs. */
function handOutView({ importing: said }: Words, plan: TablePlan): Html {
  const { printed, texted } = handOutOf(plan, true);
  if (texted.length === 0) return nothing;
  const way = (value: string, label: string, checked: boolean) =>
    html`<label class="check"><input type="radio" name="hand-out" value="${value}" ${checked ? html`checked` : nothing}> ${label}</label>`;
  return html`
    <fieldset class="field"><legend>${said.handOut}</legend>
      ${way('print', said.byPrint(printed.length + texted.length), true)}
      ${way('text', said.byText(texted.length, printed.length), false)}
      <small>${said.byTextHint}</small></fieldset>`;
}

/** How many are new, changed and as they were. */
function countsOf(planned: readonly { kind: 'new' | 'changed' | 'unchanged' }[]) {
  const of = (kind: string) => planned.filter((one) => one.kind === kind).length;
  return { added: of('new'), changed: of('changed'), unchanged: of('unchanged') };
}

function changesView({ importing: said }: Words, { customers, contacts }: TablePlan): Html {
  const lines = [
    ...customers.map(({ line, kind, number, header }) => ({ line, kind, number, name: header.name })),
    ...contacts.map(({ line, kind, customerNumber, name }) => ({ line, kind, number: customerNumber, name })),
  ].filter(({ kind }) => kind !== 'unchanged');
  if (lines.length === 0) return html`<p class="empty">${said.nothingNew}</p>`;
  const inOrder = lines.toSorted((one, other) => one.line - other.line);
  const rows = inOrder.slice(0, MAX_LINES_SHOWN).map(
    ({ line, kind, number, name }) => html`
      <tr><td class="digits">${line}</td><td><span class="pill ${kind === 'new' ? 'fine' : 'calm'}">${said.kind[kind]}</span></td><td class="digits">${number}</td><td>${name}</td></tr>`,
  );
  const left = lines.length - MAX_LINES_SHOWN;
  return html`
    <div class="table"><table><thead><tr>${said.heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
    ${left > 0 ? html`<p class="quiet">${said.more(left)}</p>` : nothing}`;
}

/** What a column is called that nothing is read from: whoever meant something by it has to know. */
function leftView({ importing: said }: Words, { left }: TablePlan): Html {
  if (left.length === 0) return nothing;
  const heads = left.slice(0, MAX_HEADS_SHOWN).map((head) => head.slice(0, MAX_HEAD_LETTERS));
  return html`<p>${said.leftColumns(heads, left.length - heads.length)}</p>`;
}

function faultsView(words: Words, plan: TablePlan): Html {
  const { importing: said } = words;
  const { faults } = plan;
  const shown = faults
    .slice(0, MAX_FAULTS_SHOWN)
    .map((fault) => html`<li>${said.line(fault.line)} ${sayFault(words, fault)}</li>`);
  const left = faults.length - MAX_FAULTS_SHOWN;
  return html`
    <section class="card fault" role="alert"><p>${said.faulty}</p><ul>${shown}</ul>
      ${left > 0 ? html`<p>${said.moreFaults(left)}</p>` : nothing}${leftView(words, plan)}</section>`;
}

function sayFault({ importing: said, edit }: Words, { about, how }: TableFault): string {
  const whole: Readonly<Record<string, string>> = { ...said.faults, rows: said.tooManyRows(MAX_ROWS) };
  const rules: Readonly<Record<string, string>> = { ...edit.rules, contact: edit.rules.name };
  const label: Readonly<Record<string, string>> = said.fields;
  const rule = how === undefined ? rules[about] : said.cellFaults[how];
  return whole[about] ?? `${label[about] ?? about}: ${rule ?? edit.rules.any}`;
}

export function importFrame(context: ConsoleContext, content: Html): Html {
  const { title } = context.words.importing;
  return layout(context, { title, content, place: 'registry', style: 'registry', script: 'copy' });
}
