import { setImmediate as othersFirst } from 'node:timers/promises';

/** Some ten milliseconds of work, where one takes a quarter of one. */
const AT_A_TIME = 40;

/** Goes through many, a few at a time: what else this process is asked meanwhile, a key press say, is answered in between. */
export async function* inTurns<T>(many: Iterable<T>): AsyncGenerator<T> {
  let taken = 0;
  for (const one of many) {
    taken += 1;
    if (taken % AT_A_TIME === 0) await othersFirst();
    yield one;
  }
}
