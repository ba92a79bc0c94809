/*
 * What calls for attention on the board: a number before the title, a sound, a notification of the desktop. Sound is off
 * until somebody switches it on, and notifications are asked for once, by a click.
 */
const live = document.querySelector('#live');
const title = document.title.replace(/^\(\d+\) /, '');

function showCount() {
  const count = Number(document.querySelector('#verdict')?.dataset.alarms ?? 0);
  document.title = count > 0 ? `(${count}) ${title}` : title;
}

const alarms = () =>
  new Map([...document.querySelectorAll('#alarms > li')].map((one) => [one.dataset.key, one.textContent]));

/** Tells what is new: an alarm that goes on is told once. */
let known = alarms();
function tellNew() {
  const now = alarms();
  for (const [key, text] of now) if (!known.has(key)) call(key, text);
  known = now;
}

function call(key, text) {
  if (isOn('sound')) beep();
  if (isOn('notify') && Notification.permission === 'granted') {
    const note = new Notification(text, { tag: key, icon: '/assets/icon.svg' });
    note.addEventListener('click', () => window.focus());
  }
}

/* --- the switches --- */
const isOn = (name) => localStorage.getItem(`board-${name}`) === 'on';

function show(name) {
  const button = document.querySelector(`#${name}`);
  const isBlocked = name === 'notify' && Notification.permission === 'denied';
  button.hidden = false;
  button.disabled = isBlocked;
  button.setAttribute('aria-pressed', String(isOn(name) && !isBlocked));
  button.textContent = isBlocked
    ? button.dataset.blocked
    : isOn(name)
      ? button.dataset.on
      : button.dataset.off;
}

function addSwitch(name, isAllowed) {
  show(name);
  document.querySelector(`#${name}`).addEventListener('click', async () => {
    const turnsOn = !isOn(name) && (await isAllowed());
    localStorage.setItem(`board-${name}`, turnsOn ? 'on' : 'off');
    show(name);
    if (turnsOn && name === 'sound') beep();
  });
}

let sound;
/** Browsers let a page sound only once somebody has clicked or typed in it. */
function wake() {
  sound ??= new AudioContext();
  if (sound.state === 'suspended') void sound.resume();
}

function beep() {
  wake();
  for (const [at, pitch] of [
    [0, 880],
    [0.22, 660],
  ]) {
    const [tone, volume] = [sound.createOscillator(), sound.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, sound.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.2);
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + at);
    tone.stop(sound.currentTime + at + 0.2);
  }
}

addSwitch('sound', async () => true);
if ('Notification' in window)
  addSwitch('notify', async () => (await Notification.requestPermission()) === 'granted');
addEventListener('pointerdown', () => isOn('sound') && wake(), { once: true });
addEventListener('keydown', () => isOn('sound') && wake(), { once: true });

/* --- what happens on the board --- */
new MutationObserver(() => {
  showCount();
  tellNew();
}).observe(live, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ['data-alarms', 'data-key'],
});

const filter = document.querySelector('.board-filter');
filter?.addEventListener('change', () => filter.requestSubmit());
