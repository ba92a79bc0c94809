import type { z } from 'zod';
import type { Fault } from './errors.ts';
import { readYamlSource, type YamlSource } from './yaml-source.ts';

/** Where in its file a value stands: the path of keys that leads to it, outermost first. */
export type YamlPath = readonly PropertyKey[];

export type YamlFile<T> =
  | { value: T; faults: []; lineOf: YamlSource['lineOf'] }
  | { value: undefined; faults: Fault[]; lineOf: YamlSource['lineOf'] };

/**
 * Reads one YAML 1.2 document into what a schema describes.
 * All faults are returned at once, each with the line it stands on; a value is returned only if there is none.
 */
export function readYaml<S extends z.ZodType>(text: string, file: string, schema: S): YamlFile<z.output<S>> {
  const { value, faults, lineOf } = readYamlSource(text, file);
  if (faults.length > 0) return { value: undefined, faults, lineOf };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, faults: [], lineOf };
  const mismatches = parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    remedy: 'correct the value, or leave the line out',
  }));
  return { value: undefined, faults: mismatches, lineOf };
}
