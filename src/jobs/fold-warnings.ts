import type { Logger } from '../log.ts';

const WINDOW_MS = 60_000;

interface Said {
  at: number;
  more: number;
}

const saidBy = new WeakMap<Logger, Map<string, Said>>();

/**
 * Warns of what is tried again and again: one line a minute for each kind, and the next says how many more there were. In an
 * outage of the carrier every try of every work fails.
 * @param at monotonic, milliseconds
 */
export function warnFolded(
  log: Logger,
  warning: { kind: string; fields: object; text: string },
  at: number = performance.now(),
): void {
  const said = saidBy.get(log) ?? new Map<string, Said>();
  saidBy.set(log, said);
  const key = `${warning.kind}: ${warning.text}`;
  const last = said.get(key);
  if (last && at - last.at < WINDOW_MS) {
    last.more += 1;
    return;
  }
  said.set(key, { at, more: 0 });
  const moreLikeThis = last?.more ? { moreLikeThis: last.more } : {};
  log.warn({ ...warning.fields, ...moreLikeThis }, warning.text);
}
