import { isDeepStrictEqual } from 'node:util';
import { textOf } from '../form.ts';

/** A form as somebody filled it in: what they typed is kept until it can stand. */
export interface Draft {
  /** by the names of the fields */
  values: Readonly<Record<string, string>>;
  /** fields that cannot stand, each with what may be written there */
  faults: Readonly<Record<string, string>>;
  /** what stands now in fields that somebody else changed meanwhile */
  standing: Readonly<Record<string, string>>;
  /** what is wrong with the form as a whole */
  notice: string | null;
}

export function newDraft(values: Record<string, string>): Draft {
  return { values, faults: {}, standing: {}, notice: null };
}

/** The fields of a form as texts; what is not asked for is left out. */
export function typedFields(body: unknown, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(body, name)]));
}

/**
 * Puts faults beside the fields where they can be mended.
 * @param paths as `checkEntry` gives them: `valid.until` belongs to the field of that name, else to `valid`
 * @param rules what may be written in each field, in words
 */
export function withFaults(
  values: Record<string, string>,
  paths: readonly string[],
  rules: Readonly<Record<string, string>>,
): Draft {
  const faults: Record<string, string> = {};
  for (const path of paths) {
    const field = fieldOf(path, Object.keys(values));
    if (field !== undefined) faults[field] = rules[field] ?? rules.any ?? '';
  }
  const unplaced = paths.filter((path) => fieldOf(path, Object.keys(values)) === undefined);
  return { values, faults, standing: {}, notice: unplaced.length > 0 ? unplaced.join(', ') : null };
}

function fieldOf(path: string, fields: readonly string[]): string | undefined {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.');
    if (fields.includes(name)) return name;
  }
  return undefined;
}

/** Somebody else was quicker: what was typed is kept, and what stands now is shown where it differs. */
export function overtakenDraft(
  values: Record<string, string>,
  now: Readonly<Record<string, string>>,
  notice: string,
): Draft {
  const standing = Object.entries(now).filter(
    ([name, value]) => name !== 'version' && values[name] !== value,
  );
  // the next time it is saved knowing what stands
  const version = now.version === undefined ? {} : { version: now.version };
  return { values: { ...values, ...version }, faults: {}, standing: Object.fromEntries(standing), notice };
}

/** An entry that says what it said stays as it is written: `P7D` is read as `1 week`, and saved as nothing else. */
export function asItStood<Entry>(before: Entry, after: Entry, changed: string): Entry {
  return changed === '' ? before : after;
}

/** Which fields were changed, for the audit trail: not to what, which may be somebody's number. */
export function changedFields(before: object, after: object): string {
  const [stood, stands] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...stands.keys()]
    .filter((name) => name !== 'version' && !isDeepStrictEqual(stood.get(name), stands.get(name)))
    .join(', ');
}
