/** Whatever comes beyond is read each time: a directory writes a handful of texts, and nobody may fill the memory with others. */
const MAX_KNOWN = 1_000;

/** A reading that remembers, for texts that are few and asked for again and again. What it answers belongs to everybody. */
export function readOnce<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { value: Value }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    const value = read(text);
    if (known.size < MAX_KNOWN) known.set(text, { value });
    return value;
  };
}
