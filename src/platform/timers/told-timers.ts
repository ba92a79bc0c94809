import { z } from 'zod';
import type { Coming } from './coming-instants.ts';

/** On which of PostgreSQL's channels processes tell each other what they have written. */
export const TIMER_CHANNEL = 'timers';

/** A payload takes 8,000 bytes; the longest kind and an instant take less than 40. */
const MAX_TOLD = 200;
/** More than can be told: whoever hears it reads for themselves. */
const MANY = 'many';
const TOLD = z.object({ from: z.string(), at: z.record(z.string(), z.array(z.int())) });

/** What others are told of timers that were written: `{"from":"…","at":{"escalate":[1764408000000]}}`. */
export function tellTimers(from: string, timers: readonly Coming[]): string {
  if (timers.length > MAX_TOLD) return `${MANY} ${from}`;
  const at: Record<string, number[]> = {};
  for (const { kind, dueAt } of timers) {
    at[kind] ??= [];
    at[kind].push(dueAt.getTime());
  }
  return JSON.stringify({ from, at });
}

/**
 * What another process has told.
 * @param self what this one tells is no news to it
 * @returns null: it is not known what was written, so everything is to be read
 */
export function hearTimers(self: string, payload: string): Coming[] | null {
  if (payload === `${MANY} ${self}`) return [];
  const told = TOLD.safeParse(readJson(payload)).data;
  if (!told) return null;
  if (told.from === self) return [];
  return Object.entries(told.at).flatMap(([kind, instants]) =>
    instants.map((ms) => ({ kind, dueAt: new Date(ms) })),
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
