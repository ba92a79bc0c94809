import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Fault } from './errors.ts';

/** A text that was meant to be YAML: its value, its faults, and where each part of the value stands. */
export interface YamlSource {
  /** What the text says as plain data; undefined when its structure could not be read. */
  value: unknown;
  faults: Fault[];
  /**
   * The 1-based line of what a path names. A path that leads to nothing has the line of the nearest part around it,
   * since that is where the missing part has to be written.
   */
  lineOf: (path: readonly PropertyKey[]) => number;
}

const REMEDIES: Partial<Record<YAMLError['code'], { message: string; remedy: string }>> = {
  TAB_AS_INDENT: {
    message: 'This line is indented with a tab.',
    remedy: 'Indent with spaces; YAML knows no tabs.',
  },
  MULTIPLE_DOCS: {
    message: 'A second document begins here.',
    remedy: 'Keep one document in a file: remove this "---", or move what follows to a file of its own.',
  },
  DUPLICATE_KEY: {
    message: 'This key was given before, in the same place.',
    remedy: 'Keep one of the two.',
  },
  NON_STRING_KEY: { message: 'This key is not a simple text.', remedy: 'Write the key as text in quotes.' },
  BAD_INDENT: {
    message: 'The indentation does not fit the lines above.',
    remedy: 'Indent entries of the same level by the same number of spaces.',
  },
  RESOURCE_EXHAUSTION: {
    message: 'Too much is nested in each other here.',
    remedy: 'Look for a bracket, brace or dash that is opened again and again.',
  },
  MISSING_CHAR: {
    message: 'Something that was opened is not closed.',
    remedy: 'Look for a missing quote, bracket, brace, comma or colon on this line or above.',
  },
};

/** Errors that leave the structure of the (first) document as it was written. */
const INTACT = new Set<YAMLError['code']>(['DUPLICATE_KEY', 'MULTIPLE_DOCS']);

/**
 * Reads one YAML 1.2 document; every key is text, so that `0100` stays `0100`. Letters are composed first, so that names that
 * look equal are equal. Never throws.
 */
export function readYamlSource(written: string, file: string): YamlSource {
  const text = written.replace(/^\uFEFF/, '').normalize();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const faults: Fault[] = withoutEchoes([...document.errors, ...document.warnings]).map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    ...explain(error),
  }));

  faults.push(
    ...startsOfUnusable(document).map((offset) => ({
      file,
      line: lines.linePos(offset).line,
      message: `The name ${UNUSABLE} cannot be used, and what stands under it would be lost.`,
      remedy: 'Give it another name.',
    })),
  );

  const resolve = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
  const lineOf: YamlSource['lineOf'] = (path) => {
    let node: unknown = document.contents;
    let offset = startOf(document.contents) ?? 0;
    for (const key of path) {
      const child = childOf(resolve(node), key);
      if (!child) break;
      offset = startOf(child.named) ?? offset;
      node = child.value;
    }
    return lines.linePos(offset).line;
  };

  // after most syntax errors the rest is read as something nobody wrote, and its faults would be noise
  if (document.errors.some((error) => !INTACT.has(error.code))) return { value: undefined, faults, lineOf };
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    // an alias that names no anchor, or aliases that multiply into millions of values
    const line = 1;
    const message = 'The aliases (*name) of this file cannot be followed.';
    faults.push({
      file,
      line,
      message,
      remedy: 'Define each anchor (&name) before its alias, or write it out.',
    });
  }
  return { value, faults, lineOf };
}

/** A key that every object has already: whoever copies an object leaves it out unseen. */
const UNUSABLE = '__proto__';

function startsOfUnusable(document: Document.Parsed): number[] {
  const starts: number[] = [];
  visit(document, {
    Pair: (_index, { key }) => {
      if (isScalar(key) && key.value === UNUSABLE) starts.push(startOf(key) ?? 0);
    },
  });
  return starts;
}

/** What is nested too deeply is told of once, not at each level that it is left by. */
function withoutEchoes<T extends Pick<YAMLError, 'code'>>(errors: readonly T[]): readonly T[] {
  const tooDeep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  return tooDeep ? [tooDeep] : errors;
}

function explain(error: YAMLError): { message: string; remedy: string } {
  return (
    REMEDIES[error.code] ?? {
      message: `This is not YAML: ${error.message}.`,
      remedy: 'Correct the line; text with special characters goes into quotes.',
    }
  );
}

/** What a key of a map, or an index of a list, leads to: the part that names it, and its value. */
function childOf(node: unknown, key: PropertyKey): { named: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair && { named: pair.key, value: pair.value };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(key)];
  return item === undefined ? undefined : { named: item, value: item };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
