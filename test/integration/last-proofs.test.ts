import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listProofs } from '../../src/domain/readiness/proof-store.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { openHotline } from '../support/hotline.ts';

/** A page and what was texted about its ticket, as far as a proof goes; minutes. */
interface Story {
  who: 'anna' | 'ben';
  number: string;
  channel: 'sms' | 'call';
  status: 'acknowledged' | 'passed-on' | 'withdrawn' | 'sent';
  plannedAt: number;
  /** null: the carrier never took it */
  sentAt: number | null;
  endedAt: number;
  takenBy: 'anna' | 'ben';
  takenThrough: 'sms' | 'phone';
  takenAt: number;
}

const NUMBERS = ['+4915228817386', '+4915228817387'];
const minute = fc.integer({ min: 0, max: 300 });
const who = fc.constantFrom('anna' as const, 'ben' as const);
const stories = fc.array(
  fc.record<Story>({
    who,
    number: fc.constantFrom(...NUMBERS),
    channel: fc.constantFrom('sms', 'call'),
    status: fc.constantFrom('acknowledged', 'passed-on', 'withdrawn', 'sent'),
    plannedAt: minute,
    sentAt: fc.option(minute),
    endedAt: minute,
    takenBy: who,
    takenThrough: fc.constantFrom('sms', 'phone'),
    takenAt: minute,
  }),
  { maxLength: 20 },
);

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2, 8, minutes));
const atOr = (minutes: number | null) => (minutes === null ? null : at(minutes));

async function store(db: Db, story: Story): Promise<void> {
  const [ticket] = await db.query<{ number: string }>(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, paging_from)
     values ('problem', 1, 'closed', 'phone', true, '100234', 'de', 'enhanced', 1, 'munich', 'front-line', $1, $1, $1, 'always', $1)
     returning number`,
    [at(0)],
  );
  const { channel, status, plannedAt, sentAt, endedAt } = story;
  await db.query(
    `insert into pages (ticket_number, round, step, engineer, number, channel, status, planned_at, sent_at, ended_at)
     values ($1, 1, 0, $2, $3, $4, $5, $6, $7, $8)`,
    [ticket?.number, story.who, story.number, channel, status, at(plannedAt), atOr(sentAt), at(endedAt)],
  );
  await db.query(
    `insert into ticket_events (ticket_number, at, kind, actor, detail) values ($1, $2, 'acknowledged', $3, $4)`,
    [ticket?.number, at(story.takenAt), story.takenBy, { channel: story.takenThrough }],
  );
}

/** When a page proved its phone; null: it did not. */
function provenAt(story: Story, since: number): number | null {
  const { channel, status, plannedAt, sentAt, endedAt, takenAt } = story;
  if (channel === 'call')
    return ['acknowledged', 'passed-on'].includes(status) && endedAt >= since ? endedAt : null;
  const wroteBack = story.takenBy === story.who && story.takenThrough === 'sms';
  return wroteBack && sentAt !== null && takenAt >= sentAt && plannedAt >= since ? takenAt : null;
}

it('a phone’s last proof is the last of all its pages, whichever of them was sent first', async () => {
  await using hotline = await openHotline();
  const { database } = hotline;
  await database.query("update engineers set phones = $1 where key in ('anna', 'ben')", [NUMBERS]);
  await fc.assert(
    fc.asyncProperty(stories, minute, async (told, since) => {
      await database.query('delete from pages');
      const last = new Map<string, Date>();
      for (const story of told) {
        await store(database, story);
        const key = `${story.who} ${story.number} ${story.channel}`;
        const proven = provenAt(story, since);
        if (proven !== null && at(proven) > (last.get(key) ?? at(-1))) last.set(key, at(proven));
      }
      const proofs = await listProofs(database, ['anna', 'ben'], at(since));
      expect(
        new Map(proofs.map((proof) => [`${proof.engineer} ${proof.number} ${proof.channel}`, proof.at])),
      ).toEqual(last);
    }),
    { numRuns: 40 },
  );
});

it('a phone that has rung in vain a hundred times since is still known by the page before', async () => {
  await using hotline = await openHotline();
  const { database } = hotline;
  const call = {
    who: 'anna',
    number: NUMBERS[0] ?? '',
    channel: 'call',
    takenBy: 'ben',
    takenThrough: 'sms',
  } as const;
  await store(database, { ...call, status: 'acknowledged', plannedAt: 0, sentAt: 0, endedAt: 1, takenAt: 1 });
  for (let minutes = 2; minutes < 102; minutes += 1) {
    const vain = { plannedAt: minutes, sentAt: minutes, endedAt: minutes + 1, takenAt: minutes };
    await store(database, { ...call, ...vain, status: 'withdrawn' });
  }
  expect(await listProofs(database, ['anna'], at(0))).toMatchObject([
    { number: call.number, at: at(1), tookMs: 60_000 },
  ]);
});
