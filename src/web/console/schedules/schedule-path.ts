/** Where a schedule is looked at. */
export function schedulePath(name: string): string {
  return `/registry/schedules/${encodeURIComponent(name)}`;
}
