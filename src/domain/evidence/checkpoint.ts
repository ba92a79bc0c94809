import { HASH_BYTES } from './merkle.ts';
import type { Head } from './verify-merkle.ts';

/** The state of the tree, as C2SP has it (https://c2sp.org/tlog-checkpoint), with the instant in a line of our own. */
export interface Checkpoint extends Head {
  origin: string;
  at: Date;
}

const TIME = 'time ';

export function checkpointText({ origin, size, root, at }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n${TIME}${at.toISOString()}\n`;
}

/** @returns null: the text of a note that is no checkpoint of ours */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin, digits, encoded, time, rest, ...more] = text.split('\n');
  if (!origin || !digits || !encoded || !time?.startsWith(TIME) || rest !== '' || more.length > 0)
    return null;
  const root = Buffer.from(encoded, 'base64');
  const at = new Date(time.slice(TIME.length));
  const size = Number(digits);
  if (!/^(0|[1-9]\d{0,15})$/.test(digits) || !Number.isSafeInteger(size)) return null;
  if (root.length !== HASH_BYTES || root.toString('base64') !== encoded) return null;
  if (Number.isNaN(at.getTime()) || at.toISOString() !== time.slice(TIME.length)) return null;
  return { origin, size, root, at };
}

/** Of what is signed: origin, size, root and time. */
const STATE_LINES = 4;

/**
 * A signed checkpoint as somebody has kept it, as it was signed: copied, it may have lost its last line end, have those of
 * Windows, its signature on several lines, its lines indented or quoted, and the words of an e-mail before it.
 */
export function asPasted(text: string): string {
  const [state = '', ...signatures] = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/^[ \t>]+|[ \t]+$/gm, '')
    .trim()
    .split(/\n+(?=— )/);
  const lines = signatures.map((line) => {
    const [dash, name, ...parts] = line.split(/\s+/);
    return `${dash} ${name} ${parts.join('')}\n`;
  });
  const signed = state.trimEnd().split('\n').slice(-STATE_LINES).join('\n');
  return `${signed}\n\n${lines.join('')}`;
}

const HANDOVER = 'hotline-handover/v1';

export interface Handover {
  origin: string;
  /** keys as they are published: the one that signs, and the one that follows it */
  from: string;
  to: string;
  at: Date;
}

/** The key of before says which one follows it. */
export function handoverText({ origin, from, to, at }: Handover): string {
  return `${HANDOVER}\n${origin}\n${from}\n${to}\n${TIME}${at.toISOString()}\n`;
}

/** @returns null: no such text */
export function readHandover(text: string): Omit<Handover, 'at'> | null {
  const [heading, origin, from, to, time, rest, ...more] = text.split('\n');
  if (heading !== HANDOVER || !origin || !from || !to || !time?.startsWith(TIME)) return null;
  return rest === '' && more.length === 0 ? { origin, from, to } : null;
}
