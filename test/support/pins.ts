import { expect } from 'vitest';
import type { Hotline } from './hotline.ts';
import type { Call } from './phone.ts';

/** PINs that nobody has, each another, of six digits. */
export function* wrongPins(): Generator<string> {
  for (let number = 200_003; ; number += 7) yield String(number);
}

/** Somebody without a number calls for a customer, and is asked for the PIN. */
export async function dialWithheld(hotline: Hotline, customer = '100234'): Promise<Call> {
  const call = await hotline.line.phone('anonymous').dial();
  await call.press('1');
  await call.press(`${customer}#`);
  return call;
}

/** Keys in wrong PINs as long as they are asked for, and hangs up. */
export async function guess(call: Call, pins: Iterator<string>): Promise<void> {
  while (call.state === 'pin') await call.press(`${pins.next().value}#`);
  expect(['unverified', 'pin-wait']).toContain(call.state);
  await call.hangUp();
}
