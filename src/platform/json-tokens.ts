/**
 * What gives JSON its shape: brackets, commas, and texts with the colon that makes them a key. A text that nothing closes is one
 * to the end: else its end would be looked for anew from each quote in it, for seconds.
 */
export const TOKEN = /[{}[\],]|(?<text>"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$))(?<colon>\s*:)?/gs;

/** The key that is written: `"\u0061t"` is `at`. */
export function plainKey(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
