/** More than can be said in the longest recording. */
export const MAX_TRANSCRIPT_CHARS = 10_000;

/** Control and format characters: they steer, and say nothing. */
const UNSPOKEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * What a machine believes to have heard, as it can be kept and shown: no control or steering characters, no heaps of
 * space, not longer than `MAX_TRANSCRIPT_CHARS`.
 * @returns null if no words are left
 */
export function cleanTranscript(text: string): string | null {
  const lines = text
    .slice(0, 4 * MAX_TRANSCRIPT_CHARS)
    .toWellFormed()
    .split(/\r\n|[\r\n]/)
    .map((hotline) => hotline.replace(UNSPOKEN, ' ').replace(/\s+/g, ' ').trim())
    .filter((hotline) => hotline !== '');
  const cleaned = lines.join('\n').slice(0, MAX_TRANSCRIPT_CHARS).toWellFormed();
  return /[\p{L}\p{N}]/u.test(cleaned) ? cleaned : null;
}
