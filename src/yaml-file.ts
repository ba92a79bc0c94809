import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './errors.ts';

/** Where in its file a value stands: the path of keys that leads to it, outermost first. */
export type YamlPath = readonly PropertyKey[];

export type YamlFile<T> =
  | { value: T; faults: []; lineOf: (path: YamlPath) => number }
  | { value: undefined; faults: Fault[]; lineOf: (path: YamlPath) => number };

/**
 * Reads one YAML 1.2 document into what a schema describes.
 * All faults are returned at once, each with the line it stands on; a value is returned only if there is none.
 */
export function readYaml<S extends z.ZodType>(text: string, file: string, schema: S): YamlFile<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true });
  const lineOf = (path: YamlPath) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(document.contents, path.slice(0, length));
      if (offset !== undefined) return lines.linePos(offset).line;
    }
    return 1;
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'not readable',
      remedy: 'correct the YAML syntax on this line',
    }));
    return { value: undefined, faults, lineOf };
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, faults: [], lineOf };
  const faults = parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    remedy: 'correct the value, or leave the line out',
  }));
  return { value: undefined, faults, lineOf };
}

/** The offset of the key (or, in a list, of the item) that a path names. */
function offsetOf(root: unknown, path: YamlPath): number | undefined {
  let node = root;
  let offset: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(key));
      if (!pair || !isNode(pair.key)) return undefined;
      offset = pair.key.range?.[0];
      node = pair.value;
      continue;
    }
    const items = (node as { items?: unknown[] } | null)?.items;
    const item = items?.[Number(key)];
    if (!isNode(item)) return undefined;
    offset = item.range?.[0];
    node = item;
  }
  return offset;
}
