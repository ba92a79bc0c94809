/** A user or password of an address, without its %-signs; null: a % that begins none, as in a password that was not encoded. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
