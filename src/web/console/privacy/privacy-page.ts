import type { PersonContact } from '../../../domain/privacy/person-store.ts';
import { COUNTED } from '../../../domain/privacy/retention-store.ts';
import type { ConsoleContext } from '../context.ts';
import { faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import type { Period, Periods } from './read-periods.ts';

/** What came of looking for somebody. */
export type PersonSearch =
  | { nobody: true }
  | { ours: true }
  | { people: readonly PersonContact[] }
  | { gone: true };

/** How long what is kept, and the way to a person. */
export function privacyPage(
  context: ConsoleContext,
  periods: Periods,
  { search, typed }: { search: PersonSearch | null; typed: string },
): Html {
  const { words } = context;
  const { privacy } = words;
  const isWrong = search !== null && ('nobody' in search || 'ours' in search);
  const content = html`
    <div class="page-title"><h1>${privacy.title}</h1><p>${privacy.intro}</p></div>
    <section aria-labelledby="periods-title">
      <h2 id="periods-title">${privacy.periods}</h2>
      ${periodsTable(context, periods.classes)}
      <p class="quiet">${nextRunText(context, periods)} ${privacy.openTickets}</p>
    </section>
    <section class="card" aria-labelledby="person-title">
      <h2 id="person-title">${privacy.person}</h2>
      <p>${privacy.personIntro}</p>
      ${search ? found(context, search) : nothing}
      <form class="narrow-form" method="post" action="/privacy/person" role="search">
        <label>${privacy.who}<input name="who" value="${typed}" required maxlength="200" autocomplete="off" ${isWrong ? html`aria-invalid="true" aria-describedby="fault who-hint"` : html`aria-describedby="who-hint"`}></label>
        <p class="quiet" id="who-hint">${privacy.whoHint}</p>
        <button>${privacy.look}</button>
      </form>
    </section>`;
  return layout(context, { title: privacy.title, content, place: 'privacy', style: 'privacy' });
}

function periodsTable(context: ConsoleContext, classes: readonly Period[]): Html {
  const { privacy } = context.words;
  const heads = [privacy.what, privacy.period, privacy.after, privacy.held, privacy.oldest, privacy.due];
  return html`
    <div class="card table periods"><table>
      <caption class="hidden">${privacy.periods}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${classes.map((one) => row(context, one))}</tbody>
    </table></div>`;
}

function row({ words, format }: ConsoleContext, { dataClass, period, held, oldest, due }: Period): Html {
  const { privacy } = words;
  const { name, end } = privacy.classes[dataClass];
  const long = period?.reconfigure({ locale: words.locale }).toHuman() ?? privacy.forever;
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td data-label="${privacy.period}"><div>${long}<small><code>RETENTION_${dataClass.toUpperCase()}</code></small></div></td>
      <td data-label="${privacy.after}">${end}</td>
      <td class="digits" data-label="${privacy.held}">${counted(words.locale, held)}</td>
      <td data-label="${privacy.oldest}">${oldest ? format.date(oldest) : '–'}</td>
      <td class="digits" data-label="${privacy.due}">${counted(words.locale, due)}</td>
    </tr>`;
}

function counted(locale: string, count: number): string {
  return `${count.toLocaleString(locale)}${count >= COUNTED ? '+' : ''}`;
}

function nextRunText({ words, format, now }: ConsoleContext, { nextRun }: Periods): string {
  const { privacy } = words;
  return nextRun ? privacy.nextRun(format.moment(nextRun, now)) : privacy.noRun;
}

function found({ words }: ConsoleContext, search: PersonSearch): Html {
  const { privacy } = words;
  if ('gone' in search) return noticeView(privacy.erased);
  if ('nobody' in search) return faultView(privacy.nobody);
  if ('ours' in search) return faultView(privacy.ours);
  const people = search.people.map(
    ({ id, name, customerName, retiredAt }) => html`
      <li><form method="post" action="/privacy/person"><input type="hidden" name="contact" value="${id}">
        <button class="plain">${name}</button> <span class="quiet">${customerName}${retiredAt ? ` · ${privacy.left}` : ''}</span></form></li>`,
  );
  return html`<p role="status">${privacy.several}</p><ul class="people">${people}</ul>`;
}
