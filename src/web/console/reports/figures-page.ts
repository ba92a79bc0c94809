import { allOf, missesOf, sayShare, shareOf } from '../../../domain/attainment/standing.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { type Asked, sayCustomer, totalOf } from './attainment-figures.ts';
import { chartView } from './chart.ts';
import type { Figure } from './figure.ts';
import { type Choices, filterForm, periodLinks } from './figures-form.ts';
import { missedTable } from './miss-figures.ts';
import type { Numbers } from './read-figures.ts';
import { tableView } from './table-view.ts';
import { sayWait, waitOf } from './wait-figures.ts';

/** So many misses, and rows of a table, are shown; the file has them all. */
const SHOWN_MISSES = 50;
const SHOWN_ROWS = 200;

export interface FiguresPage {
  asked: Asked;
  numbers: Numbers;
  figures: readonly Figure[];
  choices: Choices;
  isFaulty: boolean;
}

export function figuresPage(context: ConsoleContext, page: FiguresPage): Html {
  const { words } = context;
  const { asked, numbers, isFaulty, choices } = page;
  const figures = page.figures.map((figure) => figureView(context, figure, asked));
  const content = html`
    <div class="page-title"><h1>${words.figures.title}</h1><p>${saySpan(context, asked)}</p></div>
    ${zoneView(context, asked)}
    ${periodLinks(words, asked)}
    ${filterForm(context, asked, choices)}
    ${isFaulty ? html`<p class="fault" role="alert">${words.calls.badFilter}</p>` : nothing}
    ${keyNumbers(context, numbers)}
    <div class="figures">${figures}</div>
    ${misses(context, asked, numbers)}
    <p><a href="${address('/figures/duty')}">${words.duty.link}</a></p>`;
  return layout(context, { title: words.figures.title, content, place: 'figures', style: 'figures' });
}

/** `24 Oct 2026 – 22 Nov 2026`, both days included; and of which customer, since a part of a name fits several. */
function saySpan({ words, format }: ConsoleContext, asked: Asked): string {
  const { filter, customer } = asked;
  const by = new Intl.DateTimeFormat(words.locale, { timeZone: format.zone, dateStyle: 'medium' });
  const span = words.figures.dueBetween(by.formatRange(filter.from, new Date(filter.until.getTime() - 1)));
  return customer === null ? span : `${span} · ${sayCustomer(customer, asked)}`;
}

/** What is due around midnight may be of another day, or month, in the customer's own report. */
function zoneView({ words, format }: ConsoleContext, { customerZone }: Asked): Html {
  return customerZone === null || customerZone === format.zone
    ? nothing
    : html`<p class="quiet">${words.figures.otherZone(format.zone, customerZone)}</p>`;
}

function keyNumbers({ words }: ConsoleContext, { attainment, waits }: Numbers): Html {
  const { figures, locale } = words;
  const total = totalOf(attainment);
  const [acknowledge, answer] = [waitOf(waits, 'acknowledge'), waitOf(waits, 'answer')];
  const misses = missesOf(total);
  const tone = misses === 0 ? 'fine' : 'missed';
  const numbers: [string, string, string, string][] = [
    [figures.share, sayShare(shareOf(total), locale), figures.of(total['in-time'], allOf(total)), ''],
    [
      figures.misses,
      String(misses),
      figures.missDetail(total.late, total.unanswered),
      allOf(total) === 0 ? '' : tone,
    ],
    ...(
      [
        [figures.wait.acknowledge, acknowledge],
        [figures.wait.answer, answer],
      ] as const
    ).map(([name, wait]): [string, string, string, string] => [
      name,
      wait ? sayWait(wait.median) : '–',
      wait ? figures.ninthWithin(sayWait(wait.ninth)) : figures.nothing,
      '',
    ]),
  ];
  return html`
    <dl class="key-numbers card">${numbers.map(
      ([name, number, detail, tone]) =>
        html`<div class="${tone}"><dt>${name}</dt><dd><b>${number}</b><small>${detail}</small></dd></div>`,
    )}</dl>`;
}

function figureView(context: ConsoleContext, figure: Figure, asked: Asked): Html {
  const { key, title, reading, chart, legend } = figure;
  return html`
    <section class="card figure" aria-labelledby="${key}">
      <h2 id="${key}">${title}</h2>
      <p class="reading">${reading}</p>
      ${chart && legend ? html`<ul class="legend">${legend.map(({ ink, name }) => html`<li class="ink-${ink}">${name}</li>`)}</ul>` : nothing}
      ${chart ? chartView(chart, title) : nothing}
      ${chart ? tableInDetails(context, figure, asked) : nothing}
    </section>`;
}

function tableInDetails(context: ConsoleContext, { key, title, table }: Figure, asked: Asked): Html {
  return html`
    <details>
      <summary>${context.words.figures.table}<span class="hidden">: ${title}</span></summary>
      ${tableView({ ...table, rows: table.rows.slice(0, SHOWN_ROWS) }, title, context.words)}
      ${moreInFile(context, table.rows.length - SHOWN_ROWS)}
      ${fileLink(context, key, title, asked)}
    </details>`;
}

function moreInFile({ words }: ConsoleContext, more: number): Html {
  return more > 0 ? html`<p class="quiet">${words.figures.moreInFile(more)}</p>` : nothing;
}

function fileLink({ user, words }: ConsoleContext, key: string, title: string, { query }: Asked): Html {
  return may(user, 'export')
    ? html`<p class="file"><a href="${address('/figures/:key.csv', { ...query, key })}" download>${words.figures.file}<span class="hidden">: ${title}</span></a></p>`
    : nothing;
}

function misses(context: ConsoleContext, asked: Asked, { missed, attainment }: Numbers): Html {
  const { figures } = context.words;
  if (missed.length === 0) return nothing;
  const shown = missedTable(missed.slice(0, SHOWN_MISSES), asked);
  const more = missesOf(totalOf(attainment)) - SHOWN_MISSES;
  return html`
    <section class="card missed-cases" aria-labelledby="missed">
      <h2 id="missed">${figures.missedCases}</h2>
      ${tableView(shown, figures.missedCases, context.words)}
      ${moreInFile(context, more)}
      ${fileLink(context, 'missed', figures.missedCases, asked)}
    </section>`;
}
