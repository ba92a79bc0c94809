import { z } from 'zod';

/** A prompt is text to be spoken, or the name of a recorded audio file; several are said one after another. */
const piece = z.union([z.string(), z.strictObject({ audio: z.string() })]);
const prompt = z.preprocess((written) => (Array.isArray(written) ? written : [written]), z.array(piece));

/** A word as people write it: letters only, or the question mark. */
const word = z.string().regex(/^(\?|\p{L}[\p{L}\p{M}]*)$/u, 'write one word of letters');
const words = z.array(word).min(1);
/** several words; `*` in a footer is a few of any */
const phrases = z.array(z.string().regex(/^\p{L}[\p{L}\p{M} *]*$/u, 'write words of letters')).min(1);

/** What people may write to the hotline by SMS, in one language. The words of all languages are understood from everybody. */
const orders = z.strictObject({
  acknowledge: words,
  connect: words,
  'pass-on': words,
  answered: words,
  progress: words,
  /** missing in flows of an operator's own that are older */
  update: words.default([]),
  /** missing in flows that an older version kept */
  reopen: words.default([]),
  open: words,
  /** how far a change of signatures is, by the stage; missing in flows of an operator's own that are older */
  stages: z.record(z.string(), words).optional(),
  yes: words,
  no: words,
  fillers: words,
  courtesies: words,
  doubts: words,
  closings: phrases,
  footers: phrases,
  /** in what phones and mailboxes answer by themselves; missing in flows of an operator's own that are older */
  automatic: phrases.default([]),
});

/** What the console calls a state, and what a key means there: each its own, or any the same. */
const title = z.preprocess(
  (written) => (typeof written === 'string' ? { name: written } : written),
  z.strictObject({
    name: z.string(),
    keys: z.union([z.string(), z.record(z.string().regex(/^[0-9]$/), z.string())]).optional(),
  }),
);

/** voice-flows/prompts/<language>.yaml: everything one language says and writes. A further language is one more file. */
export const promptsSchema = z.strictObject({
  /** BCP 47 tag of the language, the file's name */
  language: z.string(),
  name: z.string(),
  /** tag the carrier's voice and the date formats use, e.g. de-DE */
  locale: z.string(),
  voice: z.string(),
  /** the key that chooses it in the language menu */
  key: z.string().regex(/^[1-9]$/),
  /** how an instant is told, as luxon format patterns: spoken, and short for an SMS */
  formats: z.strictObject({ when: z.string(), 'short-when': z.string() }),
  say: z.record(z.string(), prompt),
  sms: z.record(z.string(), z.string()),
  /** missing only in flows that an older version kept; the checker wants it */
  orders: orders.optional(),
  /** words for values: choices.severity.1 is what `{severity:choice}` says for 1 */
  choices: z.record(z.string(), z.record(z.string(), z.string())),
  /** by the names they have in the flows; both are missing in prompts of an operator's own that are older */
  states: z.record(z.string(), title).optional(),
  /** what may come of an action, by the name of the outcome */
  outcomes: z.record(z.string(), z.string()).optional(),
});

export type Prompts = z.output<typeof promptsSchema>;
export type Prompt = Prompts['say'][string];
