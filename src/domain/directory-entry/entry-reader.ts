import type { z } from 'zod';
import type { Fault } from '../../platform/errors.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Section } from './directory.ts';
import { nameSchema } from './entry-values.ts';
import { explainIssue } from './explain-issue.ts';

type Path = readonly PropertyKey[];
export type Group = Record<string, unknown>;

/** A fault at the place of the file that a path leads to. */
export type FaultAt = (path: Path, message: string, remedy: string) => Fault;

/** Collects faults while the parts of a file are held against their schemas. */
export class EntryReader {
  readonly faultAt: FaultAt;
  readonly faults: Fault[];

  constructor(faultAt: FaultAt, faults: readonly Fault[]) {
    this.faultAt = faultAt;
    this.faults = [...faults];
  }

  fault(path: Path, message: string, remedy: string): void {
    this.faults.push(this.faultAt(path, message, remedy));
  }

  /** The value as its schema describes it, or undefined after its faults were noted. */
  check<S extends z.ZodType>(schema: S, value: unknown, path: Path): z.output<S> | undefined {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return result.data;
    for (const found of result.error.issues.flatMap(explainIssue)) {
      this.fault([...path, ...found.path], found.message, found.remedy);
    }
    return undefined;
  }

  refuseUnknownKeys(root: Group, keys: readonly string[]): void {
    for (const key of Object.keys(root).filter((key) => !keys.includes(key))) {
      const meant = didYouMean(key, keys);
      const remedy = meant ? `Did you mean "${meant}"?` : `Known here are: ${keys.join(', ')}.`;
      this.fault([key], 'is not a key that is known here.', remedy);
    }
  }

  /** The entries of a section whose names can be names; what they say is not checked yet. */
  entries(root: Group, section: Section, nameRule: z.ZodType = nameSchema): [string, unknown][] {
    const group = root[section] ?? {};
    if (!isGroup(group)) {
      this.fault([section], 'must be a group of keys.', 'Write a name and a colon for each entry.');
      return [];
    }
    return Object.entries(group).filter(
      ([name]) => this.check(nameRule, name, [section, name]) !== undefined,
    );
  }

  section<S extends z.ZodType>(
    root: Group,
    section: Section,
    schema: S,
    nameRule: z.ZodType = nameSchema,
  ): Map<string, z.output<S>> {
    const checked = this.entries(root, section, nameRule).map(
      ([name, value]) => [name, this.check(schema, value, [section, name])] as const,
    );
    return new Map(checked.filter((entry): entry is [string, z.output<S>] => entry[1] !== undefined));
  }

  /** Notes what a rule from elsewhere finds wrong; a sentence that begins with a field stands at that field. */
  judge<T extends object>(
    section: Section,
    entries: Map<string, T>,
    rule: (entry: T) => string[],
    { verdict, remedy } = { verdict: 'has a fault:', remedy: 'Correct it.' },
  ): void {
    for (const [name, entry] of entries) {
      for (const sentence of rule(entry)) {
        const [, field = '', rest] = /^(\w+): (.*)$/su.exec(sentence) ?? [];
        if (rest !== undefined && field in entry) {
          this.fault([section, name, field], `${verdict} ${rest}`, remedy);
        } else this.fault([section, name], `${verdict} ${sentence}`, remedy);
      }
    }
  }
}

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asGroup(value: unknown): Group {
  return isGroup(value) ? value : {};
}

/** `customers › 100234 › contacts › 3 › phones`: list items are counted from one, as people do. */
export function describePath(path: Path): string {
  return path.map((key) => (typeof key === 'number' ? key + 1 : String(key))).join(' › ');
}
