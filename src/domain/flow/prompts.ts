import { z } from 'zod';
import { COMMANDS, type Command, MAX_ORDER_WORDS, ORDER_FACTS } from './order-words.ts';

/** A prompt is text to be spoken, or the name of a recorded audio file; several are said one after another. */
const piece = z.union([z.string(), z.strictObject({ audio: z.string() })]);
const prompt = z.preprocess((written) => (Array.isArray(written) ? written : [written]), z.array(piece));

/** A word as people write it: letters only, or the question mark. */
const word = z.string().regex(/^(\?|\p{L}[\p{L}\p{M}]*)$/u, 'write one word of letters');
const words = z.array(word).min(1);
/** several words; `*` in a footer is a few of any */
const phrases = z.array(z.string().regex(/^\p{L}[\p{L}\p{M} *]*$/u, 'write words of letters')).min(1);

/** said together; an apostrophe is left out: `je men occupe` */
const saidTogether = z
  .string()
  .regex(/^(\?|\p{L}[\p{L}\p{M}]*(?: \p{L}[\p{L}\p{M}]*)*)$/u, 'write words of letters')
  .refine((said) => said.split(' ').length <= MAX_ORDER_WORDS, `write ${MAX_ORDER_WORDS} words at most`);
const orderWords = z.array(saidTogether).min(1);

const ofCommands = Object.fromEntries(
  COMMANDS.map((command): [Command, z.ZodType<string[]>] => [
    command,
    ORDER_FACTS[command].isLater ? orderWords.default([]) : orderWords,
  ]),
) as Record<Command, z.ZodType<string[]>>;

/** What people may write to the hotline by SMS, in one language. The words of all languages are understood from everybody. */
const orders = z.strictObject({
  ...ofCommands,
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
  /** what phones write before the text of ours that somebody likes; missing in flows of an operator's own that are older */
  reactions: phrases.default([]),
  /** what says no more than OK; missing in flows of an operator's own that are older */
  approvals: phrases.default([]),
});

/** What the console calls a state, and what a key means there: each its own, or any the same. */
const title = z.preprocess(
  (written) => (typeof written === 'string' ? { name: written } : written),
  z.strictObject({
    name: z.string(),
    keys: z.union([z.string(), z.record(z.string().regex(/^[0-9]$/), z.string())]).optional(),
  }),
);

/** What is left until a deadline; `#` is the number of minutes or hours, or the instant. */
const left = z.strictObject({
  minute: z.string(),
  minutes: z.string(),
  until: z.string(),
  'overdue-minute': z.string(),
  'overdue-minutes': z.string(),
  'overdue-hours': z.string(),
});

/**
 * How instants, phone numbers and what is left of a window are told. All but the first two are missing in prompts of an
 * operator's own that are older: then each is told as it was before.
 */
const formats = z.strictObject({
  /** luxon patterns: an instant as it is spoken, and short for an SMS. With `time`, `when` is the day alone. */
  when: z.string(),
  'short-when': z.string(),
  today: z.string().optional(),
  tomorrow: z.string().optional(),
  /** luxon patterns: the time behind the day, and the same on the hour */
  time: z.string().optional(),
  'full-hour': z.string().optional(),
  /** behind a time that comes twice, since the clocks are put back: what people call it the first and the second time */
  twice: z.strictObject({ first: z.string(), second: z.string() }).optional(),
  /**
   * behind a time of another zone than the reader's, with `#` for its city: written, spoken, and what the language calls cities
   * otherwise than the names of zones do
   */
  place: z
    .strictObject({ written: z.string(), spoken: z.string(), names: z.record(z.string(), z.string()) })
    .optional(),
  /** how the digits of a phone number are put together behind the area code: so many at once, read as a number or not */
  phone: z
    .strictObject({ group: z.int().min(1).max(5), 'as-numbers': z.boolean().default(false) })
    .optional(),
  /** for an SMS, with the instant as `short-when` has it; and spoken, with `when` */
  left: left.optional(),
  'spoken-left': left.optional(),
  /** for an SMS, a time by its days: luxon pattern of a day; one day with `#`, several with `#` for the first, `##` for the last */
  span: z.strictObject({ day: z.string(), on: z.string(), to: z.string() }).optional(),
  /** from the second round on, with `#` for its number */
  round: z.string().optional(),
  /** spoken behind the last name: who else there is, with `#` for how many */
  'more-people': z.strictObject({ one: z.string(), other: z.string() }).optional(),
});

function isLocale(written: string): boolean {
  try {
    return Intl.getCanonicalLocales(written).length === 1;
  } catch {
    return false;
  }
}

/** voice-flows/prompts/<language>.yaml: everything one language says and writes. A further language is one more file. */
export const promptsSchema = z.strictObject({
  /** BCP 47 tag of the language, the file's name */
  language: z.string(),
  name: z.string(),
  /** tag the carrier's voice and the date formats use, e.g. de-DE */
  locale: z.string().refine(isLocale, 'write a language and a country, like de-DE'),
  voice: z.string(),
  /** the key that chooses it in the language menu */
  key: z.string().regex(/^[1-9]$/),
  formats,
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
export type Formats = Prompts['formats'];
export type Prompt = Prompts['say'][string];
