import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { sayLanguage } from '../directory/say-date.ts';
import { sourceMark } from '../directory/source-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { phoneView } from '../phone-view.ts';
import type { RouteContext } from '../route.ts';
import { type EngineerField, engineerFields, type TypedEngineer } from './engineer-form.ts';
import type { EngineerLine } from './read-engineers.ts';

/** Everybody who is paged, with how they stand just now. */
export function engineersPage(
  context: ConsoleContext,
  lines: readonly EngineerLine[],
  notice: string | null,
): Html {
  const { words, user } = context;
  const { engineers, registry } = words;
  const { title, about } = registry.sections.engineers;
  const heads = [
    engineers.name,
    engineers.phones,
    engineers.languages,
    engineers.schedules,
    engineers.openCases,
  ];
  const table = html`
    <div class="card table engineers"><table><caption class="hidden">${title}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${lines.map((hotline) => row(context, hotline))}</tbody></table></div>`;
  const content = html`
    ${backTo(address('/registry'), words.registry.title)}
    <div class="page-title"><h1>${title}</h1><p>${about} <a href="${address('/readiness')}">${words.readiness.link}</a></p>
      ${may(user, 'registry') ? html`<a class="button" href="${address('/registry/engineers/new')}">${engineers.add}</a>` : nothing}</div>
    ${noticeView(notice)}
    ${lines.length > 0 ? table : html`<p class="empty card">${words.make.none.engineers}</p>`}`;
  return layout(context, { title, content, place: 'registry', style: 'rota' });
}

function row(context: ConsoleContext, { engineer, schedules, onCall, openCases }: EngineerLine): Html {
  const { engineers } = context.words;
  const { key, entry, optedOut } = engineer;
  const phones = entry.phones.map(
    (phone) =>
      html`<div>${phoneView(phone)} ${optedOut.includes(phone) ? html`<span class="pill near">${engineers.noSms}</span>` : nothing}</div>`,
  );
  return html`
    <tr>
      <td><a href="${address('/registry/engineers/:key', { key })}"><b>${entry.name}</b></a> ${sourceMark(context, engineer)}
        <small>${key}${onCall.length > 0 ? html` <span class="pill fine">${engineers.onCall}</span>` : nothing}</small></td>
      <td class="digits">${phones}</td>
      <td>${entry.languages.map((code) => sayLanguage(context.words, code)).join(', ')}</td>
      <td>${schedules.length > 0 ? schedules.join(', ') : html`<span class="quiet">${engineers.noSchedule}</span>`}</td>
      <td class="digits">${openCases > 0 ? engineers.cases(openCases) : html`<span class="quiet">–</span>`}</td>
    </tr>`;
}

/** The form for somebody new. */
export function newEngineerPage(
  context: RouteContext,
  typed: TypedEngineer,
  faults: readonly EngineerField[],
  isTaken: boolean,
): Html {
  const { words } = context;
  const { engineers } = words;
  const content = html`
    ${backTo(address('/registry/engineers'), words.registry.sections.engineers.title)}
    <section class="card form"><h1>${engineers.add}</h1>
      ${isTaken ? html`<p class="fault" role="alert">${engineers.taken}</p>` : nothing}
      ${faults.length > 0 ? html`<p class="fault" role="alert">${words.edit.faulty}</p>` : nothing}
      <form method="post" action="${address('/registry/engineers')}">
        ${engineerFields(context, typed, faults, { isNew: true })}
        <button>${engineers.addSubmit}</button>
      </form></section>`;
  return layout(context, { title: engineers.add, content, place: 'registry', style: 'rota' });
}
