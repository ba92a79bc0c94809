import type { Answer } from './route.ts';

/**
 * The page that says which filter cannot be read, in place of a file: a page leaves such a filter out and says so above its list, while
 * a file would only hold more than was asked for, such as the tickets of all customers instead of one.
 */
export function pageInstead(page: Answer): Answer {
  return typeof page === 'object' && 'page' in page ? { ...page, status: 422 } : page;
}
