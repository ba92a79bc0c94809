/** What PostgreSQL cannot keep as text: NUL and half characters. */
const UNKEEPABLE = /[\0\p{Cs}]/gu;

/** Whether PostgreSQL can keep a text as it is. */
export function isKeepable(text: string): boolean {
  return text.search(UNKEEPABLE) === -1;
}

/** A text without what could not be kept of it. */
export function keepableOf(text: string): string {
  return text.replace(UNKEEPABLE, '');
}
