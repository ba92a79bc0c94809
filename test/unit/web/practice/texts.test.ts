import { expect, test } from 'vitest';
import { TIMELINE_KINDS } from '../../../../src/domain/tickets/timeline-store.ts';
import { OWN_ACTORS } from '../../../../src/domain/users/actor.ts';

// what the browser runs, as it is
const PAGE = '../../../../src/web/practice/page';
const { textsFor }: { textsFor(language: string): Record<'events' | 'actors', Record<string, string>> } =
  await import(`${PAGE}/texts.js`);

/** They go without saying, see `practiceBoard`. */
const UNNAMED = ['caller', 'hotline'];

test.each(['de', 'en'])(
  'the practice line has a word for whatever a ticket’s timeline tells, in %s',
  (language) => {
    const { events, actors } = textsFor(language);
    expect(TIMELINE_KINDS.filter((kind) => events[kind] === undefined)).toEqual([]);
    expect(OWN_ACTORS.filter((word) => !UNNAMED.includes(word) && actors[word] === undefined)).toEqual([]);
  },
);
