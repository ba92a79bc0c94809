/** A ring is heard for a second, then there are four of silence, as on a German line. */
const CADENCE_MS = 5000;
const RING_SECONDS = 1;
/** The two tones of a ring, in hertz. */
const TONES = [440, 480];
const LOUDNESS = 0.08;

/** Lets phones that ring be heard, once somebody wants it. Browsers make no sound before a click. */
export function createRingTone() {
  let context;
  let on = false;
  let ringing = false;
  let timer;

  const ring = () => {
    const gain = context.createGain();
    gain.gain.value = LOUDNESS;
    gain.connect(context.destination);
    for (const frequency of TONES) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      tone.start();
      tone.stop(context.currentTime + RING_SECONDS);
    }
  };
  const follow = () => {
    const heard = on && ringing;
    if (heard === (timer !== undefined)) return;
    clearInterval(timer);
    timer = undefined;
    if (!heard) return;
    ring();
    timer = setInterval(ring, CADENCE_MS);
  };

  return {
    available: globalThis.AudioContext !== undefined,
    get on() {
      return on;
    },
    toggle() {
      on = !on;
      context ??= new AudioContext();
      follow();
    },
    /** @param someRings whether any phone rings just now */
    follow(someRings) {
      ringing = someRings;
      follow();
    },
  };
}
