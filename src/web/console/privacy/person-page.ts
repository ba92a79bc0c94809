import type { Person } from '../../../domain/privacy/person.ts';
import type { Sought } from '../../../domain/privacy/person-store.ts';
import type { Traces } from '../../../domain/privacy/trace-store.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { sayPhone } from '../phone-view.ts';

/** Why somebody was not erased. */
export type NotErased = 'mistyped' | 'open-tickets' | 'on-the-line';

export interface PersonStory {
  sought: Sought;
  person: Person;
  traces: Traces;
}

/** What has to be typed before somebody is erased: their name, or the number nobody is registered with. */
export function nameToType({ contacts, numbers }: Person): string {
  return contacts[0]?.name ?? numbers[0] ?? '';
}

/** What is held of a person, to be handed to them, or erased. */
export function personPage(context: ConsoleContext, story: PersonStory, refused: NotErased | null): Html {
  const { words } = context;
  const { privacy } = words;
  const { person, traces } = story;
  const [contact] = person.contacts;
  const title = nameToType(person);
  const counts = [
    [privacy.kinds.calls, traces.calls.length],
    [privacy.kinds.tickets, traces.tickets.length],
    [privacy.kinds.messages, traces.messages.length],
    [privacy.kinds.recordings, traces.recordings.length],
    [privacy.kinds.requests, traces.requests.length],
  ];
  const content = html`
    ${backTo('/privacy', privacy.title)}
    <div class="page-title"><h1>${title}</h1><p>${contact ? `${contact.customerName} (${contact.customerNumber})` : privacy.unregistered}</p></div>
    ${refused ? html`<p class="fault" role="alert">${privacy.refused[refused]}</p>` : nothing}
    <div class="ticket">
      <div>
        <section class="card"><h2>${privacy.isHeld}</h2>
          <dl class="counts">${counts.map(([name, count]) => html`<div><dt>${name}</dt><dd class="digits">${count}</dd></div>`)}</dl>
          ${person.numbers.length > 0 ? html`<p class="quiet">${privacy.numbers(person.numbers.map(sayPhone).join(', '))}</p>` : html`<p class="quiet">${privacy.sharedNumbers}</p>`}
          <form method="post" action="/privacy/export">${hidden(story)}<button class="quiet-button">${privacy.export}</button></form>
        </section>
      </div>
      <aside>${eraseForm(context, story)}</aside>
    </div>`;
  return layout(context, { title, content, place: 'privacy', style: 'privacy' });
}

function eraseForm({ words }: ConsoleContext, story: PersonStory): Html {
  const { privacy } = words;
  const { openTickets } = story.traces;
  const links = openTickets.map(
    (number) => html` <a href="${address('/tickets/:number', { number })}">${number}</a>`,
  );
  return html`
    <section class="card" aria-labelledby="erase-title"><h2 id="erase-title">${privacy.erase}</h2>
      <p>${privacy.eraseText}</p>
      <p class="quiet">${privacy.remains}</p>
      <form method="post" action="/privacy/erase">
        ${hidden(story)}
        ${
          openTickets.length > 0
            ? html`<p class="warning">${privacy.waiting}${links}</p>
          <label class="choice"><input type="checkbox" name="close" value="yes">${privacy.closeOpen}</label>`
            : nothing
        }
        <label>${privacy.type(nameToType(story.person))}<input name="typed" required maxlength="200" autocomplete="off"></label>
        <button class="grave">${privacy.eraseNow}</button>
      </form>
    </section>`;
}

function hidden({ sought }: PersonStory): Html {
  return 'contact' in sought
    ? html`<input type="hidden" name="contact" value="${sought.contact}">`
    : html`<input type="hidden" name="number" value="${sought.number}">`;
}
