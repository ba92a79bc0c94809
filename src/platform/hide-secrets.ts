/** Of pages that whoever has their address may open: `/wall/SECRET`. */
export const LINKS = ['wall', 'cover', 'card', 'p', 't'] as const;

/** The same of what is no page: what comes behind any of these is a secret. */
const SECRET = new RegExp(`(/(?:${[...LINKS, 'calendar'].join('|')})/)[^/?#]+`, 'g');

/** An address, or its path, as it may stand in logs and traces. */
export function hideSecrets(address: string): string {
  return address.replace(SECRET, '$1…');
}
