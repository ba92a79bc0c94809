/** What is noted beside an entry: `from: 3, to: 1`; what says nothing is left out. */
export function sayDetail(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
}
