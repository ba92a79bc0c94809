import type { Logger } from './log.ts';

/**
 * Does something again and again, with a pause in between and never twice at once. A failure is logged and tried again.
 * @returns ends it, and resolves when what is under way is done
 */
export function every(pauseMs: number, log: Logger, work: () => Promise<unknown>): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, 'a recurring task failed and will be retried');
    }
    if (!ended) timer = setTimeout(begin, pauseMs);
  };
  const begin = () => {
    running = run();
  };
  timer = setTimeout(begin, pauseMs);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}
