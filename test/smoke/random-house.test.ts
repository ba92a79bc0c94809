import fc from 'fast-check';
import { test } from 'vitest';
import { createLogger } from '../../src/platform/log.ts';
import { openConsole } from '../support/console.ts';
import { type Deed, nextDeed } from '../support/random-house/deeds.ts';
import { holdAlways, holdAtLast } from '../support/random-house/laws.ts';
import { lookAway, type Pick, type Scene } from '../support/random-house/scene.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

/** A morning, a night, the nights in which clocks change, the last hours before holidays and of a year. */
const INSTANTS = [
  '2026-11-23T10:00:00+01:00',
  '2026-11-21T03:00:00+01:00',
  '2026-10-24T22:30:00+02:00',
  '2027-03-27T23:30:00+01:00',
  '2026-12-23T16:00:00+01:00',
  '2026-12-31T23:00:00+01:00',
];
const STORY = fc.record({
  at: fc.constantFrom(...INSTANTS),
  isSlow: fc.boolean(),
  // which of what could happen, in turn
  choices: fc.array(fc.nat(), { minLength: 400, maxLength: 700 }),
});

test('whatever people, the desk and the network do: nobody is forgotten, rung twice at once or told nonsense, and nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(STORY, async ({ at, isSlow, choices }) => {
      const logged: string[] = [];
      const log = createLogger('warn', {
        readable: false,
        destination: { write: (line: string) => logged.push(line) },
      });
      const rate = isSlow ? { callsPerSecond: 1, messagesPerSecond: 1 } : {};
      await using office = await openConsole({ at, log, ...rate });
      const { hotline } = office;
      const scene: Scene = {
        hotline,
        phones: {
          ...hotline.phones,
          max: hotline.line.phone('+493023125102'),
          stranger: hotline.line.phone('+4915799999999'),
        },
        desk: { supervisor: await office.as('supervisor'), engineer: await office.as('engineer') },
        rings: new Map(),
        calls: new Map(),
        logged,
        isLate: false,
      };
      // somebody has a case already, so that more stories are about one
      scene.calls.set('erika', await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 1 }));
      scene.calls.set('grace', await openCase(hotline.phones.grace, { pin: GRACE_PIN, severity: 2 }));
      const done: string[] = [];
      try {
        let made = 0;
        const pick: Pick = (options) => {
          const choice = choices[made++] ?? 0;
          return options[choice % options.length] as (typeof options)[number];
        };
        while (made < choices.length) {
          const deed = await nextDeed(scene, pick);
          done.push(deed.says);
          await attempt(deed);
          await holdAlways(scene);
        }
        await holdAtLast(scene, [await office.as('supervisor'), await office.as('engineer')]);
        await lookAway(scene);
      } catch (cause) {
        throw new Error(`at ${at}: ${done.join(' | ')}`, { cause });
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 3), endOnFailure: true },
  );
}, 600_000);

/** What somebody has just become too late for is not done. */
async function attempt({ act }: Deed): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!/ cannot | does not ring any more/.test((error as Error).message)) throw error;
  }
}
