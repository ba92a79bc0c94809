import type { Supervisors } from '../../../../domain/directory-entry/directory-schema.ts';
import type { SourcedSupervisors } from '../../../../domain/oncall/supervisors-store.ts';
import { may } from '../../../../domain/users/user.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { textOf } from '../../form.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { noticeView } from '../../notice.ts';
import { optedOutView } from '../opted-out-view.ts';
import { sourceView } from '../source-view.ts';

/** A phone and what it is called, as they were typed. */
export interface SupervisorLine {
  phone: string;
  name: string;
}

const FREE_LINES = 2;
const MAX_LINES = 20;

export function linesOf({ phones, names = {} }: Supervisors = { phones: [] }): SupervisorLine[] {
  return phones.map((phone) => ({ phone, name: names[phone] ?? '' }));
}

export function readLines(fields: unknown): SupervisorLine[] {
  return Array.from({ length: MAX_LINES }, (_, line) => ({
    phone: textOf(fields, `phone-${line}`),
    name: textOf(fields, `name-${line}`),
  })).filter(({ phone, name }) => phone !== '' || name !== '');
}

/** As a directory file would say it; it is not checked yet. */
export function toSupervisors(lines: readonly SupervisorLine[]): unknown {
  const names = lines.filter(({ name }) => name !== '').map(({ phone, name }) => [phone, name]);
  return {
    phones: lines.map(({ phone }) => phone),
    ...(names.length > 0 ? { names: Object.fromEntries(names) } : {}),
  };
}

export interface SupervisorsPage {
  /** null: there are none yet */
  found: SourcedSupervisors | null;
  version: string;
  lines: readonly SupervisorLine[];
  /** `phones.0`, `names` */
  faults: readonly string[];
  /** somebody else has changed them meanwhile */
  isOvertaken: boolean;
  done: string | null;
}

/** Who is told when nobody else can be reached; those who may change them see the form, the others a list. */
export function supervisorsPage(context: ConsoleContext, page: SupervisorsPage): Html {
  const { words, user } = context;
  const { supervisors: said, registry, edit } = words;
  const { found, isOvertaken, faults } = page;
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${said.title}</h1><p>${said.intro}</p></div>
    ${noticeView(page.done)}
    ${isOvertaken ? html`<p class="fault" role="alert">${edit.overtaken} <a href="${address('/registry/supervisors')}">${words.escalations.whatStands}</a></p>` : nothing}
    ${faults.length > 0 ? html`<p class="fault" role="alert">${edit.faulty}</p>` : nothing}
    ${found === null ? html`<p class="warning">${said.none}</p>` : nothing}
    ${may(user, 'registry') ? form(context, page) : list(linesOf(found?.entry))}
    ${found === null ? nothing : standing(context, found)}`;
  return layout(context, { title: said.title, content, place: 'registry', style: 'registry' });
}

function standing(context: ConsoleContext, found: SourcedSupervisors): Html {
  const { optedOut, entry } = found;
  const { words } = context;
  const nameOf = (phone: string) => entry.names?.[phone] ?? '';
  return html`
    ${optedOut.length > 0 ? html`<section class="card">${optedOutView(words, optedOut, words.supervisors.optedOut, nameOf)}</section>` : nothing}
    ${sourceView(context, found, address('/registry/supervisors/hand-back'))}`;
}

function list(lines: readonly SupervisorLine[]): Html {
  return html`<ul class="card lines">${lines.map(({ phone, name }) => html`<li><b class="digits">${phone}</b> ${name}</li>`)}</ul>`;
}

function form({ words }: ConsoleContext, { lines, version, faults }: SupervisorsPage): Html {
  const { supervisors: said, edit } = words;
  const free = Array.from({ length: FREE_LINES }, () => ({ phone: '', name: '' }));
  const isWrong = (field: string) => faults.some((fault) => fault.split('.')[0] === field);
  const shown = [...lines, ...free].slice(0, MAX_LINES).map(
    ({ phone, name }, line) => html`
      <div class="pair">
        <div class="field"><label for="phone-${line}">${said.phone(line + 1)}</label><input type="tel" id="phone-${line}" name="phone-${line}" value="${phone}" maxlength="40" autocomplete="off" ${isWrong('phones') ? html`aria-invalid="true" aria-describedby="phones-fault"` : nothing}></div>
        <div class="field"><label for="name-${line}">${said.name(line + 1)}</label><input id="name-${line}" name="name-${line}" value="${name}" maxlength="200" autocomplete="off"></div>
      </div>`,
  );
  return html`
    <section class="card form"><form method="post" action="${address('/registry/supervisors')}">
      <input type="hidden" name="version" value="${version}">
      ${isWrong('phones') ? html`<p class="fault" id="phones-fault">${said.rule}</p>` : nothing}
      ${isWrong('names') ? html`<p class="fault">${said.nameRule}</p>` : nothing}
      ${shown}
      <p class="quiet">${said.hint}</p>
      <div class="buttons"><button name="do" value="save">${edit.save}</button>
        ${lines.length + FREE_LINES < MAX_LINES ? html`<button class="quiet-button" name="do" value="more">${said.more}</button>` : nothing}</div>
    </form></section>`;
}
