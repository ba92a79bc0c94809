/** A number, or one as it is written, with its noun: "1 ticket", "3 tickets", "2,000 calls". */
export function plural(count: number | string, one: string, many: string): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
