import { expect, it } from 'vitest';
import { findForgotten, findWithoutCallback } from '../../src/worker/watchdog/invariant-store.ts';
import { openHotline } from '../support/hotline.ts';
import { openTicket } from '../support/many-tickets.ts';

it('however much is broken, a thousand are found at a time, the most pressing first', async () => {
  await using hotline = await openHotline();
  const { database, phones } = hotline;
  const first = await openTicket(hotline, { customerNumber: '100234', severity: 2, secondsAgo: 0 });
  await hotline.settle();
  phones.anna.sms();
  // as it, each due a second earlier than the one before
  await database.query(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, paging_from, round, next_step)
     select kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by - i * interval '1 second', clock, paging_from, round, next_step
     from tickets, generate_series(1, 1200) i where number = $1`,
    [first.number],
  );
  const last = await database.query<{ number: string }>(
    'select number from tickets order by respond_by limit 1000',
  );
  const expected = last.map(({ number }) => ({ ticketNumber: number }));
  expect(await findForgotten(database)).toEqual(expected);
  expect(await findWithoutCallback(database)).toEqual(expected);
  await database.query('delete from tickets where number <> $1', [first.number]);
});
