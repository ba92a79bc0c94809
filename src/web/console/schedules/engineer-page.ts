import { fingerprintOf } from '../../../domain/directory-entry/fingerprint.ts';
import type { Absence } from '../../../domain/oncall/engineers/absence.ts';
import type { Mention, SourcedEngineer } from '../../../domain/oncall/engineers/engineer-edit-store.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { optedOutView } from '../directory/opted-out-view.ts';
import { sayLanguage } from '../directory/say-date.ts';
import { sourceView } from '../directory/source-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { ticketLink } from '../link-views.ts';
import { noticeView } from '../notice.ts';
import { phoneView } from '../phone-view.ts';
import type { RouteContext } from '../route.ts';
import type { AbsencePreview } from '../shifts/own-absences-view.ts';
import { absencesView } from './absences-view.ts';
import { type EngineerField, engineerFields, type TypedEngineer, toTyped } from './engineer-form.ts';
import { engineerRecordView } from './engineer-record-view.ts';
import type { EngineerRecord } from './read-engineer-record.ts';
import type { EngineerLine } from './read-engineers.ts';

const MAX_BOUND = 20;

export interface EngineerPage {
  line: EngineerLine;
  mentions: readonly Mention[];
  /** open tickets that still page them by a policy nobody can change any more */
  bound: readonly string[];
  absences: readonly Absence[];
  record: EngineerRecord;
  /** those in force, by name */
  schedules: ReadonlyMap<string, ScheduleDefinition>;
  /** an absence that was typed and not taken yet */
  wrongAbsence: AbsencePreview | null;
  /** what was typed, where it could not be taken */
  typed: TypedEngineer | null;
  /** the version that what was typed is about; null: the one that stands */
  seen: string | null;
  faults: readonly EngineerField[];
  notice: string | null;
  /** why nothing was done */
  refused: 'changed-meanwhile' | 'needed' | null;
}

/** An engineer: how to reach them, where they are needed, and the way out. */
export function engineerPage(context: RouteContext, page: EngineerPage): Html {
  const { words, user } = context;
  const { engineers, edit } = words;
  const { line, notice, refused, faults } = page;
  const { engineer, onCall } = line;
  const { name } = engineer.entry;
  const { key } = engineer;
  const mayEdit = may(user, 'registry');
  const content = html`
    ${backTo(address('/registry/engineers'), words.registry.sections.engineers.title)}
    <div class="page-title"><h1>${name}</h1><p>${onCall.length > 0 ? html`<span class="pill fine">${engineers.onCall}</span> ${onCall.join(', ')}` : engineers.offDuty}</p></div>
    ${noticeView(notice)}
    ${refused === null ? nothing : html`<p class="fault" role="alert">${refused === 'needed' ? engineers.stillNeeded : html`${edit.overtaken} <a href="${address('/registry/engineers/:key', { key })}">${words.escalations.whatStands}</a>`}</p>`}
    ${faults.length > 0 ? html`<p class="fault" role="alert">${edit.faulty}</p>` : nothing}
    <div class="ticket">
      <div>
        <section class="card" aria-labelledby="reach-title"><h2 id="reach-title">${engineers.reach}</h2>
          ${mayEdit ? editForm(context, engineer, page) : reachView(context, engineer)}
          ${engineer.optedOut.length > 0 ? optedOutView(words, engineer.optedOut, engineers.optedOut) : nothing}
          <p><a href="${address('/readiness/:key', { key })}">${words.readiness.link}</a></p>
        </section>
        ${engineerRecordView(context, key, page.record)}
      </div>
      <aside>
        ${absencesView(context, page)}
        ${neededView(context, page)}
        ${mayEdit ? retireView(context, page) : nothing}
      </aside>
    </div>
    ${sourceView(context, engineer, address('/registry/engineers/:name/hand-back', { name: key }))}`;
  return layout(context, { title: name, content, place: 'registry', style: 'rota' });
}

function editForm(
  context: RouteContext,
  { key, entry }: SourcedEngineer,
  { typed, seen, faults }: EngineerPage,
): Html {
  return html`
    <form method="post" action="${address('/registry/engineers/:key', { key })}">
      <input type="hidden" name="version" value="${seen ?? fingerprintOf(entry)}">
      ${engineerFields(context, typed ?? toTyped(key, entry), faults, { isNew: false })}
      <button>${context.words.edit.save}</button>
    </form>`;
}

function reachView({ words }: ConsoleContext, { entry }: SourcedEngineer): Html {
  const { engineers } = words;
  return html`
    <dl class="facts">
      <div><dt>${engineers.phones}</dt><dd class="digits">${entry.phones.map((phone) => html`<div>${phoneView(phone)}</div>`)}</dd></div>
      <div><dt>${engineers.languages}</dt><dd>${entry.languages.map((code) => sayLanguage(words, code)).join(', ')}</dd></div>
    </dl>`;
}

function neededView({ words: { engineers } }: ConsoleContext, { line, mentions }: EngineerPage): Html {
  const cases = line.openCases > 0 ? html`<li><p>${engineers.hasCases(line.openCases)}</p></li>` : nothing;
  const needed = mentions.map(
    (mention) =>
      html`<li><p>${engineers.mentions[mention.kind]} <a href="${placeOf(mention)}">${mention.name}</a></p></li>`,
  );
  return html`
    <section class="card" aria-labelledby="needed-title"><h2 id="needed-title">${engineers.needed}</h2>
      ${mentions.length + line.openCases > 0 ? html`<ul class="lines">${cases}${needed}</ul>` : html`<p class="quiet">${engineers.nowhere}</p>`}
    </section>`;
}

function placeOf({ kind, where }: Mention): string {
  if (kind === 'policy') return address('/registry/escalations/:name', { name: where });
  return kind === 'tam' || kind === 'deputy'
    ? address('/registry/customers/:number', { number: where })
    : address('/registry/schedules/:name', { name: where });
}

function retireView({ words: { engineers } }: ConsoleContext, { line, mentions, bound }: EngineerPage): Html {
  const { key } = line.engineer;
  return html`
    <section class="card" aria-labelledby="retire-title"><h2 id="retire-title">${engineers.retire}</h2>
      ${bound.length > 0 ? boundView(engineers.boundTickets(bound.length), bound) : nothing}
      ${
        mentions.length > 0
          ? html`<p class="quiet">${engineers.retireBlocked}</p>`
          : html`<p class="quiet">${engineers.retireText}</p><form method="post" action="${address('/registry/engineers/:key/retire', { key })}"><button class="grave">${engineers.retire}</button></form>`
      }
    </section>`;
}

function boundView(said: string, tickets: readonly string[]): Html {
  const shown = tickets.slice(0, MAX_BOUND).map((number) => html`<li>${ticketLink(number)}</li>`);
  const left = tickets.length > MAX_BOUND ? html`<li>…</li>` : nothing;
  return html`<div class="fault" role="note"><p>${said}</p><ul>${shown}${left}</ul></div>`;
}
