import { type Handover, readHandover } from './checkpoint.ts';
import { isSignedBy, parseNote, readKey, type VerifierKey } from './signed-note.ts';

/** All keys that one vouches for, itself included. */
export function keysReachedFrom(first: VerifierKey, handovers: readonly string[]): VerifierKey[] {
  const reached = [first];
  for (const { from, to } of readHandovers(handovers, first.name))
    if (reached.some((key) => isSameKey(key, from))) reached.push(to);
  return reached;
}

/** A key and all that led to it: those that may have signed what is older. */
export function keysUpTo(text: string, handovers: readonly string[]): VerifierKey[] {
  const last = readKey(text);
  const known = last ? [last] : [];
  for (const { from, to } of readHandovers(handovers, last?.name ?? '').reverse())
    if (known.some((key) => isSameKey(key, to))) known.push(from);
  return known;
}

export function isSameKey(one: VerifierKey, other: VerifierKey): boolean {
  return one.name === other.name && one.publicKey.equals(other.publicKey);
}

/** Those that are of this log, and signed by the key that hands over. */
function readHandovers(
  handovers: readonly string[],
  origin: string,
): { from: VerifierKey; to: VerifierKey }[] {
  return handovers.flatMap((text) => {
    const note = parseNote(text);
    const read: Omit<Handover, 'at'> | null = note && readHandover(note.text);
    const from = read && readKey(read.from);
    const to = read && readKey(read.to);
    const isOurs = read?.origin === origin && from?.name === origin && to?.name === origin;
    return note && from && to && isOurs && isSignedBy(note, from) ? [{ from, to }] : [];
  });
}
