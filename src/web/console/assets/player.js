// The wave above a player shows how far it has been heard, and a click on it goes there. Players come and go with a page
// that keeps itself up to date: so the page as a whole listens.
const partsOf = (inside) => {
  const player = inside.closest?.('.player');
  const [audio, wave] = ['audio', '.wave'].map((part) => player?.querySelector(part));
  // before the first second is loaded only the page knows how long it is
  const length = Number.isFinite(audio?.duration) ? audio.duration : Number(player?.dataset.seconds);
  return wave && length > 0 ? { audio, wave, length } : undefined;
};

const show = ({ target }) => {
  const parts = partsOf(target);
  if (!parts) return;
  const { audio, wave, length } = parts;
  const bars = wave.viewBox.baseVal.width;
  wave.querySelector('rect').setAttribute('width', String((audio.currentTime / length) * bars));
};

// what a player tells does not bubble, but can be heard on its way down
for (const event of ['timeupdate', 'seeked', 'ended']) document.addEventListener(event, show, true);

document.addEventListener('click', ({ target, clientX }) => {
  const parts = target.closest('.wave') ? partsOf(target) : undefined;
  if (!parts) return;
  const { audio, wave, length } = parts;
  const { left, width } = wave.getBoundingClientRect();
  audio.currentTime = Math.min(1, Math.max(0, (clientX - left) / width)) * length;
  audio.play();
});
