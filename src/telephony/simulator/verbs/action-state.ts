/** The name by which people and tests know a question: the last path segment of the address its answer goes to. */
export function stateOfAction(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
}
