import type { MonthlyReport, ReportedTicket } from '../../../domain/monthly-reports/monthly-report.ts';
import { type Html, html, nothing } from '../html.ts';
import { type ReportTelling, section } from './report-section.ts';

/** The changes of signatures, each with its stages. */
export function signaturesSection({ tickets }: MonthlyReport, telling: ReportTelling): Html {
  const changes = tickets.filter(({ kind }) => kind === 'signature');
  if (changes.length === 0)
    return section('signatures', telling, html`<p>${telling.words.monthly.noSignatures}</p>`);
  return section('signatures', telling, html`${changes.map((ticket) => change(ticket, telling))}`);
}

function change({ number, signature, stages }: ReportedTicket, { words, format }: ReportTelling): Html {
  const { monthly, ticket, stage } = words;
  const kind = signature === null ? nothing : html` · ${words.signature[signature]}`;
  return html`
    <div class="change"><h3>${ticket.title(number)}${kind}</h3>
      <ol>${stages.map(
        (one) =>
          html`<li>${format.full(new Date(one.at))}: ${stage[one.stage]}${one.version === null ? nothing : html` (${monthly.version(one.version)})`}</li>`,
      )}</ol></div>`;
}
