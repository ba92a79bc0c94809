import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { sayLocal } from './overrides-view.ts';
import { peopleOf } from './people.ts';
import type { ScheduleStory } from './read-schedule.ts';
import { sayHours } from './say-hours.ts';

/** The rotations of a schedule, the strongest last, as they are defined. */
export function layersView(context: ConsoleContext, { entry, engineers }: ScheduleStory): Html {
  const { words } = context;
  const { rota } = words;
  const { layers, covers, rest } = entry.definition;
  const people = peopleOf(entry.definition, engineers);
  const shown = layers.map(({ participants, rotate, from, until, during }, index) => {
    const turns = participants.map((key) => {
      const person = people.get(key);
      return html`<li><span class="swatch ${person?.colour ?? ''}"></span>${person?.name ?? key}</li>`;
    });
    return html`
      <li>
        <h3>${rota.layer(index + 1)}</h3>
        <ol class="turns">${turns}</ol>
        <p><small>${sayTurn(context, rotate)} · ${rota.since(sayLocal(context, from))}${until === undefined ? '' : ` · ${rota.to(sayLocal(context, until))}`}</small></p>
        ${during ? html`<p><small>${rota.only} ${sayHours(during, words.locale)}</small></p>` : nothing}
      </li>`;
  });
  return html`
    <section class="card" aria-labelledby="layers-title">
      <h2 id="layers-title">${rota.layers}</h2>
      ${covers === 'office' ? html`<p class="quiet">${rota.coversOffice}</p>` : nothing}
      ${rest && rest.rule !== 'off' ? html`<p class="quiet">${rota.restSaid({ ...rest, rule: rest.rule })}</p>` : nothing}
      ${layers.length > 1 ? html`<p class="quiet">${rota.laterWins}</p>` : nothing}
      <ol class="layers">${shown}</ol>
    </section>`;
}

function sayTurn({ words }: ConsoleContext, rotate: string): string {
  const known: Readonly<Record<string, string>> = words.rota.turns;
  return known[rotate] ?? words.rota.turnOf(rotate);
}
