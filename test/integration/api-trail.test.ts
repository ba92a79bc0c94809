import { expect, it } from 'vitest';
import { insertUser } from '../../src/domain/users/user-store.ts';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { aRequest, type Office, openOffice } from './api-office.ts';

/** Where it is written that a program changed something: at the ticket, in the audit trail, or as what a customer was told. */
async function entriesIn({ database }: Office): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select ((select count(*) from ticket_events) + (select count(*) from audit_entries)
           + (select count(*) from service_updates))::int as count`,
  );
  return row?.count ?? 0;
}

/** Anna talks with the customer of a ticket, and there is a supervisor by the name of Eva. */
async function talkAbout({ database, at }: Office, ticket: string): Promise<void> {
  const user = { login: 'eva', name: 'Eva', role: 'supervisor', engineer: null } as const;
  await insertUser(database, { ...user, passwordHash: null, mustChangePassword: false }, new Date(at));
  await database.query(
    `with callback as (
       select id from callbacks where ticket_number = $1
     ), leg as (
       insert into calls (direction, party, status, visit, started_at)
       select 'outbound', party, 'in-progress', '{}', $2 from unnest(array['engineer', 'customer']) party returning id, party)
     insert into callback_attempts (callback_id, ticket_number, engineer, engineer_call_id, customer_call_id, stage, started_at)
     select callback.id, $1, 'anna', one.id, other.id, 'joined', $2
     from callback, leg one, leg other where one.party = 'engineer' and other.party = 'customer'`,
    [ticket, at],
  );
}

it('every change that the API offers leaves an entry', async () => {
  await using office = await openOffice();
  const asked = new Set<string>();
  const change = async (path: string, body: unknown, values: Record<string, string> = {}) => {
    const before = await entriesIn(office);
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    const reply = await office.post(address, body);
    expect(reply.status, `${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300);
    expect(await entriesIn(office), path).toBeGreaterThan(before);
    asked.add(path);
    return reply.body;
  };
  const { number } = await change('/tickets', aRequest());
  const by = 'anna';
  await change('/tickets/{number}/acknowledge', { by }, { number });
  await talkAbout(office, number);
  await change('/tickets/{number}/listen-in', { by: 'eva' }, { number });
  await change('/tickets/{number}/progress', { by, text: 'we are at it' }, { number });
  await change('/tickets/{number}/severity', { by, severity: 1, text: 'worse' }, { number });
  await change('/tickets/{number}/answer', { by, text: 'Done', delivered: true }, { number });
  await change('/tickets/{number}/reopen', { by, text: 'not done' }, { number });
  await change('/tickets/{number}/close', { by, text: 'enough' }, { number });
  const days = { engineer: 'anna', from: '2026-12-24', until: '2027-01-02', accept: 'shifts' };
  const { id } = await change('/absences', days);
  await change('/absences/{id}/remove', {}, { id });
  const { body: later } = await office.get('/on-call?at=2026-12-07T20:00:00Z');
  const shiftIn = (name: string) => {
    const { schedule, onCall } = later.data.find((one: { schedule: string }) => one.schedule === name);
    const { engineer: who, from, until } = onCall;
    return { schedule, engineer: who.key, from, until };
  };
  const [shift, other] = [shiftIn('front'), shiftIn('back')];
  const swap = await change('/shift-requests', { kind: 'swap', shift, other });
  await change('/shift-requests/{id}/withdraw', {}, { id: swap.id });
  const cover = await change('/shift-requests', { kind: 'cover', shift, ask: ['tessa'], why: 'Umzug' });
  await change('/shift-requests/{id}/answer', { engineer: 'tessa', answer: 'yes' }, { id: cover.id });
  const { body: now } = await office.get('/on-call');
  const insteadOf = now.data.find((one: { schedule: string }) => one.schedule === 'front').onCall.engineer
    .key;
  await change('/shifts/take', { schedule: 'front', engineer: 'tessa', insteadOf });
  const [taken] = await office.database.query<{ id: string }>(
    'select id from schedule_overrides where request_id is null',
  );
  await change('/overrides/{id}/give-back', {}, { id: taken?.id ?? '' });
  const update = { by: 'tessa', text: 'The new version is out.' };
  await change('/customers/{number}/updates', update, { number: '100234' });

  const offered = endpoints(office.deps).filter(({ method }) => method === 'post');
  expect(offered.map(({ path }) => path).filter((path) => !asked.has(path))).toEqual([]);
});
