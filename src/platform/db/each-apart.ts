import { isUnavailable } from './unavailable.ts';

/**
 * Does something for each, one after the other: one that fails holds up no other.
 * @param failed told which, and why
 * @throws what says that the database is away: that is no fault of one
 */
export async function eachApart<One>(
  all: Iterable<One>,
  work: (one: One) => Promise<unknown>,
  failed: (one: One, error: unknown) => void,
): Promise<void> {
  for (const one of all)
    try {
      await work(one);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      failed(one, error);
    }
}
