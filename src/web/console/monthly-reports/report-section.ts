import { DateTime } from 'luxon';
import type { ReportedTicket } from '../../../domain/monthly-reports/monthly-report.ts';
import type { Format } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../words/index.ts';

/** How a report is put into words: in its own language and time zone, whoever looks at it. */
export interface ReportTelling {
  words: Words;
  format: Format;
}

/** `26 Nov 2026, 16:30:05`: in a narrow column only the time goes on the next line. */
export function sayInstant(instant: string, format: Format): string {
  return format.full(new Date(instant)).replaceAll(/ (?!\d\d:)/g, '\u00a0');
}

/** When a ticket was answered, or its customer asked for facts. */
export function sayAnswered(
  { answeredAt, asksForFacts }: Pick<ReportedTicket, 'answeredAt' | 'asksForFacts'>,
  { words, format }: ReportTelling,
): Html | string {
  if (answeredAt === null) return words.monthly.open;
  const at = sayInstant(answeredAt, format);
  return asksForFacts ? html`${at}<small>${words.factsAsked}</small>` : at;
}

/** A cell of a table, which on a narrow screen names its column itself. */
export function namedCell(label: string, content: Html | string | number, kind = ''): Html {
  return html`<td class="${kind}" data-label="${label}">${content}</td>`;
}

type SectionName = keyof Words['monthly']['heading'];

/** `November 2026` */
export function sayMonth(month: string, { locale }: Pick<Words, 'locale'>): string {
  const first = DateTime.fromISO(`${month}-01`, { zone: 'utc', locale });
  return first.toLocaleString({ month: 'long', year: 'numeric' });
}

/** A part of a report under its heading, and under what the regulation calls it. */
export function section(name: SectionName, { words: { monthly } }: ReportTelling, content: Html): Html {
  return html`
    <section>
      <h2>${monthly.heading[name]}</h2>
      <p class="article">${monthly.article[name]}</p>
      ${content}
    </section>`;
}
