import { setTimeout as pause } from 'node:timers/promises';

/**
 * Gathers what is asked for while an earlier request is under way into one request: whoever comes first never waits, and
 * the more there is to do, the more is done at once.
 * @param ask resolves to one answer for each key, in their order
 * @param restMs how long after a request the next one waits for company
 * @returns a function that resolves to the answer for its key, or rejects as the request did
 */
export function batch<Key, Answer>(
  ask: (keys: Key[]) => Promise<readonly Answer[]>,
  restMs = 0,
): (key: Key) => Promise<Answer> {
  let waiting: { key: Key; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let asking = false;
  const askAll = async () => {
    asking = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const answers = await ask(asked.map(({ key }) => key));
        for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
      if (restMs > 0) await pause(restMs, undefined, { ref: false });
    }
    asking = false;
  };
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (!asking) void askAll();
    });
}
