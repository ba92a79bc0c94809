import { randomInt } from 'node:crypto';

/** Five digits that nobody can tell beforehand. @param taken what means something else already, and from now on this, too */
export function drawNumber(taken: Set<string>, draw: typeof randomInt = randomInt): string {
  for (;;) {
    const number = String(draw(10_000, 100_000));
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}
