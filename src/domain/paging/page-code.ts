import { randomInt } from 'node:crypto';

/** No characters that look alike (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B), and no vowels, which make words. */
const LETTERS = 'CDFHJKMNPQRTVWX';
const DIGITS = '23456789';
const CHARACTERS = LETTERS + DIGITS;

/** A letter first, so that no code is read as a number, and a digit, so that none is read as a word: `K7Q`. */
const PAGE_CODE = new RegExp(`^[${LETTERS}](?=.?[${DIGITS}])[${CHARACTERS}]{2}$`);

/** `C32`, `NR2`: whoever writes it behind an OK, or alone, would be read as ordering something about a ticket of that number. */
const LIKE_AN_ORDER = /^(?:.[0-9]{2}|NR[0-9])$/;

/** Three characters that nobody can tell beforehand. */
export function drawPageCode(): string {
  for (;;) {
    const code = pick(LETTERS) + pick(CHARACTERS) + pick(CHARACTERS);
    if (PAGE_CODE.test(code) && !LIKE_AN_ORDER.test(code)) return code;
  }
}

/** @returns the code as we write it, or null if a token can be none of ours */
export function readPageCode(token: string | null): string | null {
  const code = token?.toUpperCase() ?? '';
  return PAGE_CODE.test(code) ? code : null;
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}
