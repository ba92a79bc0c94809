import { oneByOne } from '../../platform/one-by-one.ts';

/** However many wait for a page, one processor is enough for them: callers need the other. */
export const inTurn = oneByOne();
