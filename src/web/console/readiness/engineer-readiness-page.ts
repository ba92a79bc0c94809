import { encodeQR } from 'qr';
import type { PhoneReadiness, ReadinessFault } from '../../../domain/readiness/decide-readiness.ts';
import type { TestRefusal } from '../../../domain/readiness/decide-test.ts';
import type { WeeklyTime } from '../../../domain/readiness/decide-weekly.ts';
import type { TestPage } from '../../../domain/readiness/test-page.ts';
import type { WeeklyFault } from '../../../domain/readiness/weekly-test.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import { sayLanguage } from '../directory/say-date.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { phoneView, sayPhone } from '../phone-view.ts';
import type { RouteContext } from '../route.ts';
import { shiftView } from './people-page.ts';
import { proofView, verdictPill } from './proof-views.ts';
import type { ReadinessLine } from './read-people.ts';
import { testsView } from './tests-view.ts';
import { weeklyView } from './weekly-view.ts';

export interface EngineerReadinessPage {
  line: ReadinessLine;
  tests: readonly TestPage[];
  weekly: WeeklyTime | null;
  /** where the contact card is, in full, for the phone that scans it; and when it was fetched */
  card: { url: string; fetchedAt: Date | null };
  /** whoever looks may ask for tests of them */
  mayTest: boolean;
  /** whoever looks is them */
  isOwn: boolean;
  notice: string | null;
  refused: TestRefusal | null;
  wrongWeekly: { typed: WeeklyTime; fault: WeeklyFault } | null;
}

/** How one engineer is reached: what is missing with what mends it, their phones, the card, and the last tests. */
export function engineerReadinessPage(context: RouteContext, page: EngineerReadinessPage): Html {
  const { readiness } = context.words;
  const { line, refused, notice } = page;
  const title = readiness.of(line.engineer.entry.name);
  const content = html`
    ${backTo(address('/readiness'), readiness.backToAll)}
    <div class="page-title"><h1>${title}</h1><p>${verdictPill(context, line.readiness)} ${shiftView(context, line)}</p></div>
    ${noticeView(notice)}
    ${refused === null ? nothing : html`<p class="fault" role="alert">${readiness.refused[refused]}</p>`}
    <div class="ticket readiness">
      <div>
        ${missingView(context, page)}
        ${phonesView(context, page)}
        ${testsView(context, page.tests)}
      </div>
      <aside>
        ${cardView(context, page)}
        ${quietView(context, page)}
        ${weeklyView(context, page)}
      </aside>
    </div>`;
  return layout(context, { title, content, place: 'registry', style: 'readiness' });
}

function missingView(context: RouteContext, page: EngineerReadinessPage): Html {
  const { readiness } = context.words;
  const { faults } = page.line.readiness;
  return html`
    <section class="card" aria-labelledby="missing-title"><h2 id="missing-title">${readiness.missing}</h2>
      ${faults.length > 0 ? html`<ul class="lines">${faults.map((fault) => html`<li><p>${readiness.faults[fault]} ${remedyOf(context, page, fault)}</p></li>`)}</ul>` : html`<p class="quiet">${readiness.nothingMissing}</p>`}
    </section>`;
}

/** What mends it, as far as whoever looks can. */
function remedyOf(context: RouteContext, page: EngineerReadinessPage, fault: ReadinessFault): Html {
  const { readiness } = context.words;
  const { key } = page.line.engineer;
  const [first] = page.line.readiness.phones;
  const text = page.line.readiness.phones.find(({ texts }) => texts === 'taken');
  switch (fault) {
    case 'call-failed':
    case 'call-untested':
      return first ? testButton(context, page, { channel: 'call', number: first.number }) : nothing;
    case 'text-failed':
    case 'text-untested':
      return text ? testButton(context, page, { channel: 'sms', number: text.number }) : nothing;
    case 'silent':
    case 'quiet-untested':
      return first
        ? testButton(context, page, { channel: 'call', number: first.number, quiet: true })
        : nothing;
    case 'opted-out':
    case 'number-opted-out':
      return html`<small>${readiness.remedies.start}</small>`;
    case 'no-card':
      return html`<a href="#card-title">${readiness.remedies.card}</a>`;
    case 'no-phone':
    case 'language':
    case 'landline':
      return may(context.user, 'registry')
        ? html`<a href="${address('/registry/engineers/:key', { key })}">${readiness.remedies.directory}</a>`
        : nothing;
    case 'other-phone':
      return html`<a href="#phones-title">${readiness.phones}</a>`;
  }
}

interface Test {
  channel: 'sms' | 'call';
  number: string;
  quiet?: boolean;
}

function testButton(context: RouteContext, { line, mayTest }: EngineerReadinessPage, test: Test): Html {
  if (!mayTest) return nothing;
  const { readiness } = context.words;
  const { channel, number, quiet = false } = test;
  const label = quiet ? readiness.testQuiet : channel === 'sms' ? readiness.testText : readiness.testCall;
  return html`
    <form method="post" action="${address('/readiness/:key/test', { key: line.engineer.key })}" class="inline">
      <input type="hidden" name="channel" value="${channel}"><input type="hidden" name="number" value="${number}">
      ${quiet ? html`<input type="hidden" name="quiet" value="yes">` : nothing}
      <button class="quiet-button" aria-label="${label}: ${sayPhone(number)}">${label}</button>
    </form>`;
}

function phonesView(context: RouteContext, page: EngineerReadinessPage): Html {
  const { words } = context;
  const { readiness } = words;
  const { phones } = page.line.readiness;
  const spoken = page.line.engineer.entry.languages.map((code) => sayLanguage(words, code)).join(', ');
  const line = (phone: PhoneReadiness) => {
    const { number } = phone;
    const byText = phone.texts === 'taken' ? testButton(context, page, { channel: 'sms', number }) : nothing;
    return html`
      <li><p><b class="digits">${phoneView(number)}</b></p>
        <dl class="facts">
          <div><dt>${readiness.byText}</dt><dd>${proofView(context, phone, 'sms')} ${byText}</dd></div>
          <div><dt>${readiness.byCall}</dt><dd>${proofView(context, phone, 'call')} ${testButton(context, page, { channel: 'call', number })}</dd></div>
        </dl></li>`;
  };
  return html`
    <section class="card" aria-labelledby="phones-title"><h2 id="phones-title">${readiness.phones}</h2>
      <ul class="lines">${phones.map(line)}</ul>
      <p class="quiet">${readiness.languages}: ${spoken}</p>
    </section>`;
}

/** The number that pages come from, as a contact, and how it rings through. */
function cardView({ words, format, now }: RouteContext, { card, mayTest }: EngineerReadinessPage): Html {
  const { card: said, cardFetched, cardNotFetched } = words.readiness;
  // made of squares alone: nothing in it was typed by anybody
  const picture = html.raw`${encodeQR(card.url, 'svg', { ecc: 'medium', border: 4 })}`;
  const shown = html`
    <p>${said.text}</p>
    <div class="qr" role="img" aria-label="${said.picture}">${picture}</div>
    <p><a href="${card.url}">${said.link}</a></p>
    <p class="quiet">${said.ios}</p>
    <p class="quiet">${said.android}</p>`;
  const fetched = card.fetchedAt === null ? cardNotFetched : cardFetched(format.moment(card.fetchedAt, now));
  return html`
    <section class="card" aria-labelledby="card-title"><h2 id="card-title">${said.title}</h2>
      <p>${fetched}</p>${mayTest ? shown : nothing}
    </section>`;
}

/** The rehearsal with do-not-disturb on, and how the last one went. */
function quietView(context: RouteContext, page: EngineerReadinessPage): Html {
  const { words, format, now } = context;
  const { readiness } = words;
  const last = page.tests.find(
    ({ quiet, outcome }) => quiet && (outcome === 'confirmed' || outcome === 'failed'),
  );
  const [first] = page.line.readiness.phones;
  const at = last?.endedAt ? format.moment(last.endedAt, now) : '';
  const went = last?.outcome === 'confirmed' ? readiness.quietRang(at) : readiness.quietSilent(at);
  return html`
    <section class="card" aria-labelledby="quiet-title"><h2 id="quiet-title">${readiness.quietTitle}</h2>
      ${last ? html`<p>${went}</p>` : nothing}
      <p class="quiet">${readiness.quietText}</p>
      ${first ? testButton(context, page, { channel: 'call', number: first.number, quiet: true }) : nothing}
    </section>`;
}
