import { openWire, voiceFields, type Wire } from './wire.ts';

/** Callers of a line, each on a connection of its own, who press a key as soon as they are asked for one. */
export interface Callers extends Disposable {
  /** @returns how many requests were answered a second */
  callFor(ms: number): Promise<number>;
  /** milliseconds of each answer of the last round */
  took: number[];
}

/** One call to its end; each `post` is one request of it. */
export type Conversation = (
  post: (path: string, more?: Record<string, string>) => Promise<string>,
) => AsyncGenerator<undefined>;

/** @param conversation called anew when a call is over; what is under way goes on in the next round */
export function openCallers(
  url: string,
  { count, seed, conversation }: { count: number; seed: number; conversation: Conversation },
): Callers {
  let called = 0;
  const callers: Callers = {
    took: [],
    async callFor(ms) {
      const begin = performance.now();
      let answered = 0;
      callers.took = [];
      await Promise.all(
        lines.map(async (line) => {
          for (let at = performance.now(); at - begin < ms; at = performance.now()) {
            await line.next();
            callers.took.push(performance.now() - at);
            answered += 1;
          }
        }),
      );
      return (answered * 1_000) / (performance.now() - begin);
    },
    [Symbol.dispose]: () => {
      for (const wire of wires) wire[Symbol.dispose]();
    },
  };
  const wires = Array.from({ length: count }, () => openWire(url));
  const lines = wires.map((wire) => callAgain(wire));
  return callers;

  async function* callAgain(wire: Wire): AsyncGenerator<undefined> {
    for (;;) {
      called += 1;
      const fields = voiceFields(sidOf(seed, called), phoneOf(called));
      yield* conversation((path, more) => wire.post(url + path, { ...fields, ...more }));
    }
  }
}

function sidOf(seed: number, index: number): string {
  return `CA${seed.toString(16).padStart(16, '0')}${index.toString(16).padStart(16, '0')}`;
}

/** Numbers that nobody knows. */
function phoneOf(index: number): string {
  return `+4930${String(10_000_000 + (index % 80_000_000))}`;
}

/** The path that an answer's keys go to. */
export function actionOf(twiml: string): string {
  const action = twiml.match(/action="([^"]+)"/)?.[1];
  if (action === undefined) throw new Error(`nothing is asked: ${twiml}`);
  const url = action.replaceAll('&amp;', '&');
  return url.startsWith('/') ? url : new URL(url).pathname + new URL(url).search;
}
