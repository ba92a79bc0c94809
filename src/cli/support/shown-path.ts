import { isAbsolute, relative } from 'node:path';

/** A path as somebody here would type it: below this folder without the folder, elsewhere in full. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere === '' || fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}
