/** Reads aloud what is said on the line, if the browser can and somebody wants it. Off at first. */
export function createSpeech() {
  const voice = globalThis.speechSynthesis;
  const spoken = new Map();
  let on = false;

  /** Counts lines as spoken without speaking them. */
  const skip = (legs) => {
    for (const leg of legs) spoken.set(leg.sid, leg.transcript.length);
  };

  return {
    available: voice !== undefined,
    get on() {
      return on;
    },
    toggle(legs) {
      on = !on;
      skip(legs);
      voice?.cancel();
    },
    /** Speaks what is new. A key pressed meanwhile, or the end of the call, ends what is being said. */
    follow(legs) {
      if (!on) return skip(legs);
      for (const leg of legs) {
        const lines = leg.transcript.slice(spoken.get(leg.sid) ?? 0);
        if (lines.some(({ kind }) => kind === 'keys')) voice.cancel();
        if (!leg.over) speakAll(voice, lines);
      }
      skip(legs);
    },
  };
}

function speakAll(voice, lines) {
  for (const { text, language } of lines.filter(({ kind }) => kind === 'said')) {
    const utterance = new SpeechSynthesisUtterance(text);
    if (language) utterance.lang = language;
    voice.speak(utterance);
  }
}
