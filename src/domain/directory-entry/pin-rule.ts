import { PIN_DIGITS } from './digit-limits.ts';

/**
 * Why a PIN is among the first that are guessed.
 * `short`: fewer digits than are asked for today. `run`: each digit follows the one before, up or down, nine and zero
 * being neighbours (`123456`, `654321`, `890123`). `repeat`: a part of at most half its length makes all of it
 * (`000000`, `121212`, `1212121`, `471471`).
 */
export type PinFlaw = 'short' | 'run' | 'repeat';

/** What is wrong with a PIN; null for a good one. @param pin digits only */
export function flawOf(pin: string): PinFlaw | null {
  if (pin.length < PIN_DIGITS.min) return 'short';
  if (isRun(pin)) return 'run';
  return isRepeat(pin) ? 'repeat' : null;
}

function isRun(pin: string): boolean {
  const steps = new Set(
    [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10),
  );
  return steps.size === 1 && (steps.has(1) || steps.has(9));
}

function isRepeat(pin: string): boolean {
  const longest = Math.floor(pin.length / 2);
  return Array.from({ length: longest }, (_, index) => index + 1).some(
    (part) => pin.slice(part) === pin.slice(0, -part),
  );
}
