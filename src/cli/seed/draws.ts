import { createHash } from 'node:crypto';

/** Draws numbers that look like chance and are always the same for the same name. */
export interface Draws {
  /** 0 to 1, the end excluded */
  share(): number;
  /** one of them; the earlier ones more often if `lean` is above 1 */
  of<T>(choices: readonly [T, ...T[]], lean?: number): T;
}

export function drawsFor(name: string): Draws {
  let round = 0;
  let left: number[] = [];
  const share = () => {
    if (left.length === 0) {
      const digest = createHash('sha256').update(`${name} ${round}`).digest();
      left = Array.from({ length: digest.length / 4 }, (_, index) => digest.readUInt32BE(index * 4));
      round += 1;
    }
    return (left.pop() ?? 0) / 2 ** 32;
  };
  return {
    share,
    of: (choices, lean = 1) => choices[Math.floor(share() ** lean * choices.length)] ?? choices[0],
  };
}
