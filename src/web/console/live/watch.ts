import { batch } from '../../../platform/batch.ts';
import type { Logger } from '../../../platform/log.ts';

/** What a listener is told: the state, or null while it cannot be read. */
export type Listener<State> = (state: State | null) => void;

export interface Watch<State> {
  /** The state as it is now; whoever asks at the same time shares one look. */
  look(): Promise<State>;
  /** Tells the state now, and again whenever it has changed. @returns ends that */
  subscribe(listener: Listener<State>): () => void;
  isWatched(): boolean;
}

/** News is on the screen before anybody has read the line above it, and within a second whatever a look takes. */
const REST_MS = { least: 150, most: 500 };
/** Between these, looking takes no more than so much of the time. */
const SHARE = 0.1;

/** How long it rests after a look that took so long, milliseconds. */
export function restAfter(lookMs: number): number {
  return Math.min(Math.max(lookMs / SHARE - lookMs, REST_MS.least), REST_MS.most);
}

/**
 * Watches something for everybody who has it open, once for all of them. Nothing is read while nobody does. It asks the
 * database rather than listening for changes, so it misses nothing, whichever process made the change and whatever was cut
 * in between.
 * @param read resolves to the very same object as long as nothing has changed
 */
export function createWatch<State extends object>(read: () => Promise<State>, log: Logger): Watch<State> {
  const listeners = new Set<Listener<State>>();
  const readTogether = batch<void, State>(async (askers) => {
    const state = await read();
    return askers.map(() => state);
  });
  let watching = false;
  let told: State | null | undefined;

  const lookAndTell = async () => {
    const begun = performance.now();
    const state = await readTogether().catch((error: unknown) => {
      if (told !== null) log.warn({ err: error }, 'a live page could not be updated; will be retried');
      return null;
    });
    if (state !== told) {
      told = state;
      for (const tell of listeners) tell(state);
    }
    watching = listeners.size > 0;
    if (watching) setTimeout(lookAndTell, restAfter(performance.now() - begun)).unref();
    else told = undefined;
  };

  return {
    look: () => readTogether(),
    isWatched: () => listeners.size > 0,
    subscribe(listener) {
      listeners.add(listener);
      if (told !== undefined) listener(told);
      else if (!watching) void lookAndTell();
      watching = true;
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
