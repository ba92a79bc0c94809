import { z } from 'zod';

/** A prompt is text to be spoken, or the name of a recorded audio file; several are said one after another. */
const piece = z.union([z.string(), z.strictObject({ audio: z.string() })]);
const prompt = z.preprocess((written) => (Array.isArray(written) ? written : [written]), z.array(piece));

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
  /** words for values: choices.severity.1 is what `{severity:choice}` says for 1 */
  choices: z.record(z.string(), z.record(z.string(), z.string())),
});

export type Prompts = z.output<typeof promptsSchema>;
export type Prompt = Prompts['say'][string];
