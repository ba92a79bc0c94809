import { inTurn } from './in-turn.ts';
import type {
  RehearsalOrder,
  RehearsalOutcome,
  RehearsalProgress,
  RehearsalWord,
} from './rehearse-process.ts';
import { startChild } from './start-child.ts';

/** A rehearsal under way in a process of its own. */
export interface RehearsalUnderWay {
  /** null: the process ended before it had an answer */
  outcome: Promise<RehearsalOutcome | null>;
  /** how far it is; null: it has not begun to play */
  progress: () => RehearsalProgress | null;
  /** it answers with what it has */
  stop: () => void;
  /** nobody waits for its answer any more */
  kill: () => void;
}

/** Whoever was told to stop has so long for the piece it is at, and to write its report. */
const GRACE_MS = 15_000;

/** Plays in a process of its own, which is stopped when its time is over. */
export function rehearseApart(order: RehearsalOrder, timeoutMs: number): RehearsalUnderWay {
  const child = startChild(new URL('./rehearse-process.ts', import.meta.url));
  let progress: RehearsalProgress | null = null;
  let grace: NodeJS.Timeout | undefined;
  const kill = () => void child.kill('SIGKILL');
  const stop = () => {
    if (grace !== undefined || !child.connected) return;
    child.send('stop', () => {});
    grace = setTimeout(kill, GRACE_MS);
  };
  const timeout = setTimeout(stop, timeoutMs);
  const outcome = new Promise<RehearsalOutcome | null>((resolve) => {
    child.on('message', (word: RehearsalWord) => {
      if ('progress' in word) progress = word.progress;
      else resolve(word.outcome);
    });
    child.once('error', () => resolve(null));
    child.once('exit', () => {
      clearTimeout(timeout);
      clearTimeout(grace);
      resolve(null);
    });
  });
  child.send(order, () => {});
  return { outcome, progress: () => progress, stop, kill };
}

/** Plays in turn with whatever else somebody waits for in front of a page. @returns null: it ended before it had an answer */
export function rehearseInTurn(order: RehearsalOrder, timeoutMs: number): Promise<RehearsalOutcome | null> {
  return inTurn(() => rehearseApart(order, timeoutMs).outcome);
}
