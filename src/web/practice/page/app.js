import { board } from './board.js';
import { phoneNumber } from './format.js';
import { phoneToShow } from './forward.js';
import {
  createState,
  isRinging,
  legOf,
  messagesOf,
  serviceNow,
  speakWith,
  startAnew,
  unreadOf,
} from './line.js';
import { classMap } from './lit-html/directives/class-map.js';
import { html, nothing, render } from './lit-html/lit-html.js';
import { phone } from './phone.js';
import { createRingTone } from './ring-tone.js';
import { createSpeech } from './speech.js';
import { hasChosenLanguage, preferredLanguage, rememberLanguage, textsFor } from './texts.js';

/** A number nobody has registered, from those set aside for fiction. */
const UNKNOWN_NUMBER = '+493023125900';
const TICK_MS = 500;

const root = document.querySelector('#app');
const speech = createSpeech();
const ringTone = createRingTone();
let language = preferredLanguage();
const ringingBefore = new Set();
let messagesBefore;
const state = createState(() => {
  speech.follow(state.legs);
  ringTone.follow(state.legs.some(isRinging));
  showRinging();
  showNewMessage();
  speakAsRead();
  draw();
});

/** Brings a phone to the front the moment it begins to ring, unless somebody is writing on the one that is there. */
function showRinging() {
  for (const leg of state.legs) {
    if (!isRinging(leg) || ringingBefore.has(leg.sid)) continue;
    ringingBefore.add(leg.sid);
    const person = state.people.find(({ number }) => number === leg.phone);
    const busy = legOf(state, chosen(isContact(person))?.number)?.status === 'in-progress';
    if (busy || isWriting(isContact(person))) continue;
    if (isContact(person)) state.chosenCaller = leg.phone;
    else state.chosenEngineer = leg.phone;
  }
}

/** Brings the phone to the front that has just got a text, unless its column is in use. */
function showNewMessage() {
  // before the line has told anything, what it then tells is not new
  if (state.number === '') return;
  const fresh = state.messages.filter(({ sid }) => messagesBefore && !messagesBefore.has(sid));
  messagesBefore = new Set(state.messages.map(({ sid }) => sid));
  const person = chosen(false);
  const leg = legOf(state, person?.number);
  const inUse = (leg && !leg.over) || document.activeElement?.closest('.on-call .thread');
  if (inUse || fresh.length === 0) return;
  state.chosenEngineer =
    phoneToShow(fresh, {
      shown: person,
      last: messagesOf(state, person?.number).at(-1),
      people: engineers(),
      now: serviceNow(state),
    }) ?? state.chosenEngineer;
}

/** Whoever is here for the first time reads the engineers' texts as the page, unless the service was told a language. */
function speakAsRead() {
  const { consolePath, speaks } = state.house;
  if (consolePath === undefined || speaks || hasChosenLanguage()) return;
  rememberLanguage(language);
  void speakWith(language);
}

/** A text that is half written must not leave from another phone. */
function isWriting(onCallerSide) {
  const field = document.activeElement?.closest('.thread input');
  return Boolean(field?.value) && (field.closest('.on-call') === null) === onCallerSide;
}

function isContact(person) {
  return person?.role === 'contact';
}

function callers() {
  const texts = textsFor(language);
  const contacts = state.people.filter(isContact).toSorted((a, b) => a.number.localeCompare(b.number));
  const strangers = [
    { name: texts.unknown, number: UNKNOWN_NUMBER, role: 'stranger' },
    {
      name: texts.withheld,
      number: 'anonymous',
      shownAs: 'anonymous',
      hint: texts.hotline,
      role: 'stranger',
    },
  ];
  return { contacts, strangers, all: [...contacts, ...strangers] };
}

/** Everybody who is called by the hotline but is no contact; also numbers that nobody introduced. */
function engineers() {
  const known = state.people.filter((person) => !isContact(person));
  const callerNumbers = callers().all.map(({ number }) => number);
  const strangers = [...state.legs, ...state.messages]
    .map((each) => each.phone)
    .filter((number) => !callerNumbers.includes(number) && !known.some((person) => person.number === number));
  return [
    ...known,
    ...[...new Set(strangers)].map((number) => ({ name: phoneNumber(number), number, role: 'stranger' })),
  ];
}

function chosen(onCallerSide) {
  const people = onCallerSide ? callers().all : engineers();
  const number = onCallerSide ? state.chosenCaller : state.chosenEngineer;
  return people.find((person) => person.number === number) ?? people[0];
}

function draw() {
  const texts = textsFor(language);
  document.documentElement.lang = language;
  document.title = texts.title;
  const caller = chosen(true);
  const engineer = chosen(false);
  markRead(caller, engineer);
  render(
    html`
      ${top(texts)}
      ${state.connected ? nothing : html`<p class="lost" role="alert">${texts.lost}</p>`}
      <main>
        <section class="side" aria-label=${texts.caller}>
          <h2>${texts.caller}</h2>
          ${callerChoice(texts, caller)}
          ${caller ? phone({ state, texts, language, person: caller }) : nothing}
        </section>
        <section class="side on-call" aria-label=${texts.onCall}>
          <h2>${texts.onCall}</h2>
          ${engineerChoice(texts, engineer)}
          ${engineer ? phone({ state, texts, language, person: engineer }) : nothing}
        </section>
        ${board({ state, texts, language, onCall: engineers().map(({ number }) => number) })}
      </main>
      ${ringingBar(texts)}
    `,
    root,
  );
  followLogs();
}

function top(texts) {
  return html`
    <header class="top">
      <img src="icon.svg" alt="" width="40" height="40" />
      <div>
        <h1>${texts.title}</h1>
        <p>${texts.subtitle}</p>
      </div>
      <nav class="ways">
        ${state.house.consolePath ? html`<a href=${state.house.consolePath}>${texts.console}</a>` : nothing}
        <button class="toggle" @click=${() => confirm(texts.startAnewAsk) && startAnew()}>${texts.startAnew}</button>
      </nav>
      <p class="hotline">${texts.hotline}<strong>${phoneNumber(state.number)}</strong></p>
      ${
        speech.available
          ? html`<button class="toggle" aria-pressed=${speech.on} @click=${toggleSpeech}>
            ${loudspeaker(speech.on)} ${texts.sound}
          </button>`
          : nothing
      }
      ${
        ringTone.available
          ? html`<button class="toggle" aria-pressed=${ringTone.on} @click=${toggleRingTone}>${texts.ringTone}</button>`
          : nothing
      }
      <div class="languages" role="group" aria-label=${texts.language}>
        ${['de', 'en'].map(
          (each) =>
            html`<button lang=${each} aria-pressed=${each === language} @click=${() => speak(each)}>${each.toUpperCase()}</button>`,
        )}
      </div>
    </header>
  `;
}

function loudspeaker(on) {
  return html`<svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M3 8v4h3l4 3.5v-11L6 8z" fill="currentColor" />
    <path d=${on ? 'M13 7.5a4 4 0 0 1 0 5M15.5 5a7.5 7.5 0 0 1 0 10' : 'M13.5 8l4 4M17.5 8l-4 4'} />
  </svg>`;
}

function toggleSpeech() {
  speech.toggle(state.legs);
  draw();
}

function toggleRingTone() {
  ringTone.toggle();
  draw();
}

/** On a small screen the phone that rings may be out of sight: from here it is one touch away. */
function ringingBar(texts) {
  const ringing = state.legs.filter(isRinging);
  if (ringing.length === 0) return nothing;
  const everybody = [...callers().all, ...engineers()];
  return html`
    <aside class="ringing-bar" aria-label=${texts.ringing}>
      ${ringing.map(({ phone: number }) => {
        const person = everybody.find((each) => each.number === number);
        return html`<button class="answer" @click=${() => bringToSight(person)}>${texts.rings(person?.name ?? number)}</button>`;
      })}
    </aside>
  `;
}

function bringToSight(person) {
  const onCallerSide = callers().all.includes(person) || isContact(person);
  choose(onCallerSide ? 'chosenCaller' : 'chosenEngineer', person.number);
  document
    .querySelector(onCallerSide ? '.side .phone' : '.on-call .phone')
    .scrollIntoView({ block: 'start' });
}

function speak(chosenLanguage) {
  language = chosenLanguage;
  rememberLanguage(language);
  void speakWith(language);
  draw();
}

function callerChoice(texts, caller) {
  const { contacts, strangers } = callers();
  const option = (person) =>
    html`<option value=${person.number} ?selected=${person.number === caller?.number}>${nameAmong(person, contacts)}</option>`;
  return html`
    <label class="choice">
      <span>${texts.whoCalls}</span>
      <select @change=${(event) => choose('chosenCaller', event.target.value)} .value=${caller?.number ?? ''}>
        ${contacts.length > 0 ? html`<optgroup label=${texts.contacts}>${contacts.map(option)}</optgroup>` : nothing}
        <optgroup label=${texts.others}>${strangers.map(option)}</optgroup>
      </select>
    </label>
  `;
}

function engineerChoice(texts, engineer) {
  return html`
    <div class="tabs" role="group" aria-label=${texts.phones}>
      ${engineers().map((person) => {
        const unread = unreadOf(state, person.number);
        const leg = legOf(state, person.number);
        const classes = {
          tab: true,
          ringing: isRinging(leg),
          live: leg?.status === 'in-progress',
        };
        return html`
          <button
            class=${classMap(classes)}
            aria-pressed=${person.number === engineer?.number}
            @click=${() => choose('chosenEngineer', person.number)}
          >
            ${shortName(person)}
            ${isRinging(leg) ? html`<span class="sr">${texts.ringing}</span>` : nothing}
            ${unread > 0 ? html`<span class="unread" aria-label=${texts.unread(unread)}>${unread}</span>` : nothing}
          </button>
        `;
      })}
    </div>
  `;
}

/** The name, and the end of the number where somebody has several phones. */
function nameAmong({ name, number }, people) {
  return hasSeveralPhones(name, people) ? `${name} (${number.slice(-3)})` : name;
}

/** The same in short: an engineer's first name only. */
function shortName({ name, number, role }) {
  const first = role === 'engineer' ? name.split(' ')[0] : name;
  return hasSeveralPhones(name, engineers()) ? html`${first} <small>${number.slice(-3)}</small>` : first;
}

function hasSeveralPhones(name, people) {
  return people.filter((each) => each.name === name).length > 1;
}

function choose(which, number) {
  state[which] = number;
  draw();
}

/** What lies open on the table counts as read. */
function markRead(...people) {
  if (document.hidden) return;
  for (const person of people.filter(Boolean)) {
    for (const { sid } of messagesOf(state, person.number)) state.read.add(sid);
  }
}

/** Brings the newest line of every log into sight as it arrives. */
function followLogs() {
  for (const log of document.querySelectorAll('[role="log"]')) {
    const count = log.firstElementChild.childElementCount;
    if (log.dataset.count !== String(count)) log.scrollTop = log.scrollHeight;
    log.dataset.count = String(count);
  }
}

draw();
setInterval(draw, TICK_MS);
