import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createEncryption } from '../../platform/encryption.ts';

/** A browser that nobody has signed in with for so long is a stranger's again. */
export const KNOWN_MS = 180 * 24 * 60 * 60_000;
/** Colleagues at one computer; who has not been there for longest is forgotten. */
const MAX_LOGINS = 5;
const SEPARATOR = '.';

const schema = z.object({ id: z.uuid(), until: z.number() });

/**
 * Knows again the browsers that somebody has signed in with, for that login only. It opens no door: whoever comes from one
 * is only not held up by what strangers have tried elsewhere, and has five tries of their own.
 */
export interface KnownBrowsers {
  /** What the browser keeps from now on, so that it is known for this login, too. */
  remember(kept: string | undefined, login: string, now: Date): string;
  /** The browser's name for this login, or null if nobody has signed in with it there. */
  recognise(kept: string | undefined, login: string, now: Date): string | null;
}

export function createKnownBrowsers(secretKey: string, previousKey?: string): KnownBrowsers {
  const encryption = createEncryption(secretKey, 'known browsers', previousKey);
  const open = (entry: string, login: string, now: Date): string | null => {
    const text = encryption.open(Buffer.from(entry, 'base64url'), login);
    if (text === null) return null;
    const { id, until } = schema.parse(JSON.parse(text));
    return until > now.getTime() ? id : null;
  };
  return {
    remember(kept, login, now) {
      const id = entriesOf(kept)
        .map((entry) => open(entry, login, now))
        .find((found) => found !== null);
      const fresh = { id: id ?? randomUUID(), until: now.getTime() + KNOWN_MS };
      const others = entriesOf(kept).filter((entry) => open(entry, login, now) === null);
      const entry = encryption.seal(JSON.stringify(fresh), login).toString('base64url');
      return [entry, ...others].slice(0, MAX_LOGINS).join(SEPARATOR);
    },
    recognise(kept, login, now) {
      for (const entry of entriesOf(kept)) {
        const id = open(entry, login, now);
        if (id !== null) return id;
      }
      return null;
    },
  };
}

function entriesOf(kept: string | undefined): string[] {
  return (kept ?? '').split(SEPARATOR, MAX_LOGINS).filter((entry) => entry !== '');
}
