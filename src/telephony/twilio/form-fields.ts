import { z } from 'zod';

/** Text as PostgreSQL can keep it. */
export const textField = (most: number) =>
  z
    .string()
    .max(most)
    .transform((raw) => raw.replaceAll('\u0000', ''));

export const word = textField(2_000);

/** One of Twilio's names for things, see sid.ts. */
export const sid = (kind: RegExp) => z.string().regex(kind);
