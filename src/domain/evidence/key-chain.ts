import { readHandover } from './checkpoint.ts';
import { isSignedBy, parseNote, readKey, type VerifierKey } from './signed-note.ts';

/** One key vouches for the next. */
interface Link {
  from: VerifierKey;
  to: VerifierKey;
}

/**
 * The keys that a file's own one goes back to, from the oldest to itself: whoever trusts one of them trusts it.
 * @returns null: a hand-over is not of this log, does not follow the one before, or is not signed by the key that hands over
 */
export function readKeyChain(handovers: readonly string[], own: VerifierKey): VerifierKey[] | null {
  const links: Link[] = [];
  for (const text of handovers) {
    const link = readLink(text, own.name);
    const last = links.at(-1);
    if (!link || (last && !isSameKey(last.to, link.from))) return null;
    links.push(link);
  }
  const [first] = links;
  const keys = first ? [first.from, ...links.map(({ to }) => to)] : [own];
  return isSameKey(keys.at(-1) as VerifierKey, own) ? keys : null;
}

function readLink(text: string, origin: string): Link | null {
  const note = parseNote(text);
  const read = note && readHandover(note.text);
  const from = read && readKey(read.from);
  const to = read && readKey(read.to);
  const isOurs = read?.origin === origin && from?.name === origin && to?.name === origin;
  return from && to && isOurs && isSignedBy(note, from) ? { from, to } : null;
}

export function isSameKey(one: VerifierKey, other: VerifierKey): boolean {
  return one.name === other.name && one.publicKey.equals(other.publicKey);
}
