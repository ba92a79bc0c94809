/** Addresses that whoever has them may open: what comes behind these is a secret. */
const SECRET = /(\/(?:wall|calendar|cover|card|p|t)\/)[^/?#]+/g;

/** An address, or its path, as it may stand in logs and traces. */
export function hideSecrets(address: string): string {
  return address.replace(SECRET, '$1…');
}
