import { clockTime, exactTime, phoneNumber } from './format.js';
import { act, isRinging, legOf, messagesOf, secondRing, serviceNow } from './line.js';
import { classMap } from './lit-html/directives/class-map.js';
import { repeat } from './lit-html/directives/repeat.js';
import { html, nothing } from './lit-html/lit-html.js';
import { phoneState } from './trouble.js';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

/** One phone: its screen, what is said, its keys, and its messages. */
export function phone({ state, texts, language, person }) {
  const leg = legOf(state, person.number);
  const live = leg !== undefined && !leg.over;
  const classes = { phone: true, ringing: isRinging(leg), joined: live && leg.joined };
  return html`
    <article
      class=${classMap(classes)}
      tabindex="0"
      aria-label="${person.name}, ${phoneNumber(person.number)}"
      @keydown=${(event) => onKey(event, leg)}
    >
      ${screen({ state, texts, person, leg })}
      ${secondCall({ state, texts, person })}
      ${transcript({ state, texts, leg })}
      ${isRinging(leg) ? ringButtons({ texts, leg }) : keypad({ texts, leg, person, live })}
    </article>
    ${thread({ state, texts, language, person })}
  `;
}

function onKey(event, leg) {
  if (event.target.closest('form, select') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!leg || leg.over || !/^[0-9*#]$/.test(event.key)) return;
  event.preventDefault();
  press(leg, event.key);
}

function press(leg, keys) {
  act({ do: 'press', sid: leg.sid, keys });
}

function screen({ state, texts, person, leg }) {
  return html`
    <header class="screen">
      <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
      <h3>${person.name}</h3>
      <p class="status" role="status">${status({ state, texts, leg })}</p>
      <p class="number">${person.hint ?? phoneNumber(person.number)}</p>
    </header>
  `;
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('');
}

function status({ state, texts, leg }) {
  if (!leg) return texts.ready;
  if (leg.over) return texts.ended[leg.status];
  if (isRinging(leg)) return texts.ringing;
  if (!leg.answeredAt) return texts.dialling;
  const since = clockTime(serviceNow(state) - Date.parse(leg.answeredAt));
  return html`${leg.joined ? texts.joined : texts.talking} <span class="time">${since}</span>`;
}

function secondCall({ state, texts, person }) {
  const second = secondRing(state, person.number);
  if (!second) return nothing;
  return html`
    <p class="second-call" role="alert">
      ${texts.secondCall}
      <button class="quiet" @click=${() => act({ do: 'refuse', sid: second.sid, status: 'busy' })}>${texts.decline}</button>
    </p>
  `;
}

function transcript({ state, texts, leg }) {
  const lines = leg?.transcript ?? [];
  return html`
    <div class="log" role="log" aria-label=${texts.said} tabindex="0">
      <ol class="transcript">
        ${lines.length === 0 ? html`<li class="note">${leg ? callLine({ texts, leg }) : texts.quiet}</li>` : nothing}
        ${repeat(
          lines,
          (_line, index) => `${leg.sid}-${index}`,
          (line) => transcriptLine(line, texts),
        )}
        ${leg?.recordingSince ? recording({ state, texts, leg }) : nothing}
      </ol>
    </div>
  `;
}

function recording({ state, texts, leg }) {
  const time = clockTime(serviceNow(state) - Date.parse(leg.recordingSince));
  return html`<li class="note live-recording"><strong>${texts.recording(time)}</strong><br />${texts.recordingHint}</li>`;
}

function callLine({ texts, leg }) {
  return leg.direction === 'in' ? texts.callFrom(phoneNumber(leg.from)) : texts.dialling;
}

function transcriptLine({ kind, text, language }, texts) {
  if (kind === 'said') return html`<li class="said" lang=${language ?? nothing}>${text}</li>`;
  if (kind === 'keys') return html`<li class="keys" aria-label="${texts.pressed} ${text}">${text}</li>`;
  if (kind === 'played') return html`<li class="note">♪ ${texts.music}</li>`;
  if (kind === 'recording') return html`<li class="keys voice">${texts.recorded(text)}</li>`;
  return html`<li class="note">${texts.notes[text] ?? text}</li>`;
}

function ringButtons({ texts, leg }) {
  const { sid } = leg;
  return html`
    <div class="ring">
      <p class="ring-from">${texts.callFrom(phoneNumber(leg.from))}</p>
      <span class="bell" aria-hidden="true">${handset}</span>
      <div class="ring-buttons">
        <button class="answer" @click=${() => act({ do: 'pick-up', sid, by: 'human' })}>${texts.answer}</button>
        <button class="decline" @click=${() => act({ do: 'refuse', sid, status: 'busy' })}>${texts.decline}</button>
        <button class="quiet" @click=${() => act({ do: 'refuse', sid, status: 'no-answer' })}>${texts.nobodyThere}</button>
        <button class="quiet" @click=${() => act({ do: 'pick-up', sid, by: 'machine' })}>${texts.mailbox}</button>
      </div>
    </div>
  `;
}

const handset = html`<svg viewBox="0 0 24 24" width="36" height="36" fill="none" stroke="currentColor" stroke-linecap="round">
  <path d="M6 5v2.5M15.5 18H18" stroke-width="4.5" />
  <path d="M6 6c0 8 4 12 12 12" stroke-width="2.2" />
</svg>`;

function keypad({ texts, leg, person, live }) {
  return html`
    <div class="keypad" role="group" aria-label=${texts.keypad} title=${texts.keyboardHint}>
      ${KEYS.map(
        ([key, letters]) => html`
          <button class="key" ?disabled=${!live} @click=${() => press(leg, key)}>
            ${key}<small aria-hidden="true">${letters}</small>
          </button>
        `,
      )}
    </div>
    ${
      live
        ? html`<button class="call hang-up" @click=${() => act({ do: 'hang-up', sid: leg.sid })}>${texts.hangUp}</button>`
        : html`<button class=${person.role === 'engineer' || person.role === 'supervisor' ? 'call quiet' : 'call dial'} @click=${() => act({ do: 'dial', phone: person.number, from: person.shownAs })}>${texts.call}</button>`
    }
  `;
}

function thread({ state, texts, language, person }) {
  if (person.shownAs) return nothing;
  const messages = messagesOf(state, person.number);
  return html`
    <section class="thread" aria-label="${texts.messages}, ${person.name}">
      <header>
        <h4>${texts.messages}</h4>
        ${phoneState({ state, texts, person })}
      </header>
      <div class="log" role="log" tabindex="0" aria-label=${texts.messages}><ol>
        ${messages.length === 0 ? html`<li class="note">${texts.noMessages}</li>` : nothing}
        ${repeat(
          messages,
          ({ sid }) => sid,
          (message) => html`
            <li class=${message.direction === 'in' ? 'received' : 'sent'}>
              <p>${withLinks(message.body)}</p>
              <time datetime=${message.at}>${exactTime(message.at, language, state.house.timezone)}${message.status === 'undelivered' ? ` · ${texts.undelivered}` : ''}</time>
            </li>
          `,
        )}
      </ol></div>
      <form @submit=${(event) => reply(event, person)}>
        <input name="body" required maxlength="1600" autocomplete="off" placeholder=${texts.reply} aria-label=${texts.reply} />
        <button>${texts.send}</button>
      </form>
    </section>
  `;
}

/** What a phone makes of a text: a link in it can be tapped. */
function withLinks(text) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((piece, index) =>
      index % 2 === 1 ? html`<a href=${piece} target="_blank" rel="noreferrer">${piece}</a>` : piece,
    );
}

function reply(event, person) {
  event.preventDefault();
  const form = event.currentTarget;
  const body = new FormData(form).get('body').trim();
  if (body === '') return;
  act({ do: 'text', phone: person.number, body });
  form.reset();
}
