import { act } from './line.js';
import { html } from './lit-html/lit-html.js';

const CARRIER_STATES = ['works', 'refuses', 'away'];
const PHONE_STATES = ['on', 'off', 'voicemail', 'landline'];

/** What a trainer lets go wrong: the carrier, and the phones of everybody on call. */
export function trouble({ state, texts, numbers }) {
  const states = new Set(numbers.map((number) => state.phones[number] ?? 'on'));
  return html`
    <section class="card trouble ${state.carrier === 'works' ? '' : 'on'}" aria-label=${texts.trouble}>
      <h3>${texts.trouble}</h3>
      ${choice({
        label: texts.carrier,
        options: CARRIER_STATES,
        words: texts.carrierStates,
        chosen: state.carrier,
        take: (chosen) => act({ do: 'carrier', state: chosen }),
      })}
      ${choice({
        label: texts.allOnCall,
        options: PHONE_STATES,
        words: texts.phoneStates,
        chosen: states.size === 1 ? [...states][0] : undefined,
        take: (chosen) => act({ do: 'turn', phones: numbers, state: chosen }),
      })}
    </section>
  `;
}

/** What one phone does of itself. */
export function phoneState({ state, texts, person }) {
  return choice({
    label: texts.phone,
    options: PHONE_STATES,
    words: texts.phoneStates,
    chosen: state.phones[person.number] ?? 'on',
    take: (chosen) => act({ do: 'turn', phones: [person.number], state: chosen }),
  });
}

function choice({ label, options, words, chosen, take }) {
  return html`
    <label class="choice">
      <span>${label}</span>
      <select @change=${(event) => take(event.target.value)}>
        ${chosen === undefined ? html`<option selected disabled></option>` : ''}
        ${options.map((each) => html`<option value=${each} ?selected=${each === chosen}>${words[each]}</option>`)}
      </select>
    </label>
  `;
}
