import { fill } from './fill.ts';
import type { Prompts } from './prompts.ts';
import { withoutMarks } from './speech-marks.ts';

/** How a carrier's voice reads, near enough to compare two texts. Stated wherever its seconds are shown. */
export const SPEECH_RATE = {
  charactersPerSecond: 14,
  secondsPerDigit: 0.4,
  secondsBetweenSentences: 0.4,
  /** a recorded audio file, whose length is not looked up */
  secondsPerAudio: 4,
} as const;

/** What is put where a call would put its own values, of the usual length. */
const SAMPLE_VALUES: Readonly<Record<string, string>> = {
  ticket: '4711',
  zone: 'Europe/Berlin',
  hotline: '+493023125999',
  now: '2026-11-23T10:03:00+01:00',
  'respond-by': '2026-11-23T10:30:00+01:00',
  'next-try': '2026-11-23T10:15:00+01:00',
  'call-time': '2026-11-23T10:00:00+01:00',
  'callback-number': '+493023125101',
  'new-number': '+493023125101',
  'customer-name': 'Musterwerk AG',
  'engineer-name': 'Anna Weber',
  severity: '1',
  status: 'open',
};

/** What was counted already: a search for ways asks for the same prompts at every turn. */
const counted = new WeakMap<Prompts, Map<string, number>>();

/** Seconds a prompt of a language takes to be said; 0 for one the language does not have. */
export function promptSeconds(prompts: Prompts, name: string): number {
  const ofLanguage = counted.get(prompts) ?? new Map<string, number>();
  counted.set(prompts, ofLanguage);
  const seconds = ofLanguage.get(name) ?? secondsOf(prompts, name);
  ofLanguage.set(name, seconds);
  return seconds;
}

function secondsOf(prompts: Prompts, name: string): number {
  return (prompts.say[name] ?? [])
    .map((piece) =>
      typeof piece === 'string'
        ? speechSeconds(fill(withoutMarks(piece), prompts, SAMPLE_VALUES))
        : SPEECH_RATE.secondsPerAudio,
    )
    .reduce((sum, seconds) => sum + seconds, 0);
}

/** Seconds a text takes to be said. */
export function speechSeconds(text: string): number {
  const digits = text.match(/\d/g)?.length ?? 0;
  const characters = text.replace(/\d/g, '').replace(/\s+/g, ' ').trim().length;
  const sentences = text.match(/[.!?…](?=\s|$)/g)?.length ?? 0;
  return (
    characters / SPEECH_RATE.charactersPerSecond +
    digits * SPEECH_RATE.secondsPerDigit +
    sentences * SPEECH_RATE.secondsBetweenSentences
  );
}
