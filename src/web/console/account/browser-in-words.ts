/** The more particular before those whose words they take along: Edge says Chrome, Chrome says Safari. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|\bCriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * What somebody calls the browser they sit at, `Firefox, Windows`; null if it says nothing that is known. Only this is kept,
 * never the whole of what it says of itself.
 * @param says https://www.rfc-editor.org/rfc/rfc9110#name-user-agent
 */
export function browserInWords(says: string | undefined): string | null {
  const known = (table: typeof BROWSERS) => table.find(([pattern]) => pattern.test(says ?? ''))?.[1];
  const names = [known(BROWSERS), known(SYSTEMS)].filter((name) => name !== undefined);
  return names.length === 0 ? null : names.join(', ');
}
