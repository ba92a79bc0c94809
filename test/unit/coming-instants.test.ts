import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Coming, createComingInstants } from '../../src/platform/timers/coming-instants.ts';

const BEGIN = Date.parse('2026-11-23T09:00:00Z');
const coming = fc.record({
  kind: fc.constantFrom('escalate', 'deadline', 'send-message'),
  dueAt: fc.integer({ min: 0, max: 40 }).map((ms) => new Date(BEGIN + ms)),
});

it('whatever is put in, and whenever, is taken out at its instant, and not before', () => {
  const turn = fc.record({ added: fc.array(coming), passMs: fc.integer({ min: 0, max: 15 }) });
  fc.assert(
    fc.property(fc.array(turn), (turns) => {
      const instants = createComingInstants();
      let held: Coming[] = [];
      let present = BEGIN;
      for (const { added, passMs } of turns) {
        for (const one of added) instants.add(one);
        held.push(...added);
        present += passMs;
        const kinds = new Set(held.filter(({ dueAt }) => dueAt.getTime() <= present).map(({ kind }) => kind));
        expect(instants.takeDue(new Date(present))).toEqual(kinds);
        held = held.filter(({ dueAt }) => dueAt.getTime() > present);
        const left = new Set(held.map(({ dueAt }) => dueAt.getTime()));
        expect(instants.next).toBe(Math.min(...left));
        expect(instants.size).toBe(left.size);
      }
    }),
  );
});
