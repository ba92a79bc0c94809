const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Our own name for something, out of an address the carrier was told; null: it is none. */
export function uuidOf(named: unknown): string | null {
  const name = String(named ?? '');
  return UUID.test(name) ? name : null;
}
