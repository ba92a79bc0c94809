/** So many lines that say the same are written in a minute; of the rest only their number. */
const MAX_ALIKE = 3;
const WINDOW_MS = 60_000;
/** More different things are not told apart. */
const MAX_KINDS = 300;

interface Alike {
  said: number;
  more: number;
  text: string;
}

/**
 * Holds back what says the same again and again: when something is away, every try of every work fails.
 * @param tellMore how many more lines there were like one in the last minute
 * @returns whether a line is to be written; `said` is what a logger is called with: fields and text, or a text alone
 */
export function createFold(tellMore: (more: number, text: string) => void): (said: unknown[]) => boolean {
  const kinds = new Map<string, Alike>();
  const watch = (kind: string, alike: Alike) => {
    kinds.set(kind, alike);
    setTimeout(() => {
      kinds.delete(kind);
      if (alike.more > 0) tellMore(alike.more, alike.text);
    }, WINDOW_MS).unref();
  };
  return (said) => {
    const text = said.find((part) => typeof part === 'string') ?? '';
    const kind = kinds.size < MAX_KINDS ? kindOf(text, said[0]) : 'anything else';
    let alike = kinds.get(kind);
    if (!alike) {
      alike = { said: 0, more: 0, text };
      watch(kind, alike);
    }
    if (alike.said >= MAX_ALIKE) {
      alike.more += 1;
      return false;
    }
    alike.said += 1;
    return true;
  };
}

/** What is said, of which kind of work, and by which code it failed; not for whom, nor in which words. */
function kindOf(text: string, fields: unknown): string {
  const { kind, err } = (typeof fields === 'object' && fields !== null ? fields : {}) as {
    kind?: unknown;
    err?: { code?: unknown };
  };
  return [text, kind, err?.code].map((part) => String(part ?? '').slice(0, 200)).join('\n');
}
