import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Directory, emptyDirectory } from '../../../../src/domain/directory-entry/directory.ts';
import type { CalendarEntry, ContactEntry } from '../../../../src/domain/directory-entry/directory-schema.ts';
import {
  contactsWithKept,
  type Kept,
  NOTHING_KEPT,
  withKept,
} from '../../../../src/domain/directory-entry/managed-by.ts';

const mark = (retired: boolean) => ({ changedAt: null, changedBy: 'Sina', retired });
const named = (name: string, from: string): ContactEntry => ({ name, phones: [from], language: 'de' });

/** A directory of calendars, each told by where it comes from. */
const calendars = (names: readonly string[], from: string): Directory => ({
  ...emptyDirectory(),
  calendars: new Map(names.map((name) => [name, { timezone: from } as CalendarEntry])),
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const some = fc.subarray(NAMES);

describe('what a file asks for beside what is kept', () => {
  it('leaves every kept entry as it stands, and every other as the file wants it', () => {
    fc.assert(
      fc.property(some, some, some, (current, wanted, changed) => {
        const marks = changed.map((name) => [name, mark(!current.includes(name))] as const);
        const kept: Kept = { ...NOTHING_KEPT, calendars: new Map(marks) };
        const result = withKept(calendars(wanted, 'file'), calendars(current, 'console'), kept).calendars;
        for (const name of NAMES) {
          const from = changed.includes(name)
            ? current.includes(name) && 'console'
            : wanted.includes(name) && 'file';
          expect(result.get(name)?.timezone ?? false, name).toBe(from);
        }
      }),
    );
  });

  it('is the file alone where nothing is kept', () => {
    fc.assert(
      fc.property(some, some, (current, wanted) => {
        const file = calendars(wanted, 'file');
        expect(withKept(file, calendars(current, 'console'), NOTHING_KEPT)).toEqual(file);
      }),
    );
  });

  it('names each contact once', () => {
    fc.assert(
      fc.property(some, some, some, (before, after, changed) => {
        const marks = new Map(changed.map((name) => [name, mark(!before.includes(name))]));
        const contacts = contactsWithKept(
          after.map((name) => named(name, 'file')),
          before.map((name) => named(name, 'console')),
          marks,
        );
        const names = contacts.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const expected = NAMES.filter((name) => (changed.includes(name) ? before : after).includes(name));
        expect(names.toSorted()).toEqual(expected);
      }),
    );
  });
});
