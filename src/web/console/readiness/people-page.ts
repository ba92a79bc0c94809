import { LEVELS } from '../../../domain/readiness/decide-readiness.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { phoneView } from '../phone-view.ts';
import { proofView, verdictPill } from './proof-views.ts';
import type { ReadinessLine } from './read-people.ts';

/** Everybody who is paged: whether they are reached, by which phone, and what is missing. */
export function peoplePage(context: ConsoleContext, lines: readonly ReadinessLine[]): Html {
  const { readiness, registry } = context.words;
  const heads = [
    readiness.engineer,
    readiness.nextShift,
    readiness.phone,
    readiness.byText,
    readiness.byCall,
    readiness.missing,
  ];
  const table = html`
    <div class="card table people"><table><caption class="hidden">${readiness.title}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${lines.map((line) => row(context, line))}</tbody></table></div>`;
  const content = html`
    ${backTo(address('/registry/engineers'), registry.sections.engineers.title)}
    <div class="page-title"><h1>${readiness.title}</h1><p>${readiness.intro}</p></div>
    ${lines.length > 0 ? table : html`<p class="empty">${readiness.nobody}</p>`}`;
  return layout(context, { title: readiness.title, content, place: 'registry', style: 'readiness' });
}

function row(context: ConsoleContext, line: ReadinessLine): Html {
  const { words } = context;
  const { engineer, readiness, away } = line;
  const { key, entry } = engineer;
  const each = (tell: (phone: (typeof readiness.phones)[number]) => Html) =>
    readiness.phones.map((phone) => html`<div>${tell(phone)}</div>`);
  const grave = readiness.faults.filter((fault) => LEVELS[fault] !== 'advice');
  return html`
    <tr>
      <td><a href="${address('/readiness/:key', { key })}"><b>${entry.name}</b></a> <div>${verdictPill(context, readiness)}${away ? html` <span class="pill near">${words.absences.away}</span>` : nothing}</div></td>
      <td>${shiftView(context, line)}</td>
      <td class="digits">${each(({ number }) => phoneView(number))}</td>
      <td data-label="${words.readiness.byText}">${each((phone) => proofView(context, phone, 'sms'))}</td>
      <td data-label="${words.readiness.byCall}">${each((phone) => proofView(context, phone, 'call'))}</td>
      <td>${grave.length > 0 ? grave.map((fault) => html`<div>${words.readiness.faults[fault]}</div>`) : html`<span class="quiet">${words.readiness.nothingMissing}</span>`}</td>
    </tr>`;
}

/** When somebody is on call: now, or next. */
export function shiftView({ words, format, now }: ConsoleContext, { shift }: ReadinessLine): Html {
  const { readiness } = words;
  if (!shift) return html`<span class="quiet">–</span>`;
  return shift.from <= now
    ? html`<span class="pill fine">${readiness.now(shift.schedule, format.moment(shift.until, now))}</span>`
    : html`${readiness.from(shift.schedule, format.moment(shift.from, now))}`;
}
