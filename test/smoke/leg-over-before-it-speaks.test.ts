import { expect, test } from 'vitest';
import { handleStatus } from '../../src/domain/calls/handle-status.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, drain } from '../support/stories.ts';

test.each([
  ['was never answered', ['completed']],
  ['was answered', ['in-progress', 'completed']],
] as const)(
  'a page that is over, and %s, asks for its words only afterwards: nobody hears them, and its leg stays as it was',
  async (_what, reports) => {
    await using hotline = await openHotline();
    const { database, phones } = hotline;
    await criticalCase(phones.erika);
    await hotline.pass({ minutes: 3 });
    const ring = await phones.anna.rings();
    const legs = () =>
      database.query<{ id: string; sid: string; visit: unknown }>(
        `select id, sid, visit, status from calls where to_number = $1 and party = 'engineer'`,
        [phones.anna.number],
      );
    const [leg] = await legs();
    if (!leg) throw new Error('nobody rang Anna');
    for (const status of reports) {
      const report = { legId: leg.id, sid: leg.sid, status };
      await handleStatus(database, hotline.app.runner, report, new Date());
    }
    const before = await legs();
    const late = await ring.answer();
    expect(late.heard()).toBe('');
    expect(late.over).toBe(true);
    expect(await legs()).toEqual(before);
    await drain(hotline);
    await lookAway(hotline);
  },
);
