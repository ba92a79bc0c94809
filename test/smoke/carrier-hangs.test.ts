import { expect, onTestFinished, test } from 'vitest';
import { writeSms } from '../../src/domain/messages/write-sms.ts';
import { createCarrier } from '../../src/telephony/twilio/client.ts';
import { createWorker, type Worker } from '../../src/worker/worker.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { BY_PHONE, openTicket } from '../support/many-tickets.ts';

const critical = { customerNumber: '100234', severity: 1, secondsAgo: 0 } as const;
const PLACES = 10;

/** A real worker with few places; what hangs is let go at the end. */
function withWorker(hotline: Hotline): Worker {
  hotline.line.settle = undefined;
  return createWorker(hotline.app.jobDeps, PLACES);
}

async function letGo(hotline: Hotline, worker: Worker): Promise<void> {
  const { faultiness } = hotline.line.carrier;
  faultiness.forget();
  hotline.line.answerSlowRequests();
  await worker.close();
  // what was let go arrives a moment later
  await hotline.settle();
}

test('deletions of recordings hang: a page leaves at once, by SMS and by call', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  const worker = withWorker(hotline);
  hotline.line.failNext({ path: 'Recordings', times: 50, failure: 'slow' });
  await hotline.database.query(
    `insert into timers (kind, subject, due_at) select 'erase-at-carrier', 'RE' || i, $1 from generate_series(1, 50) i`,
    [new Date()],
  );
  await worker.look();
  await hotline.line.slowRequest();
  const ticket = await openTicket(hotline, critical);
  await worker.look();
  await expect.poll(() => hotline.line.carrier.legs.length, { timeout: 4_000 }).toBe(1);
  expect(await hotline.ticket(ticket.number)).toMatchObject({ status: 'open' });
  await hotline.database.query(`delete from timers where kind = 'erase-at-carrier'`);
  await letGo(hotline, worker);
  await hotline.phones.supervisor.rings();
});

test('as many texts hang as there are places: a page about a verified ticket still leaves', async () => {
  await using hotline = await openHotline();
  const { database, app, line } = hotline;
  const worker = withWorker(hotline);
  line.failNext({ path: 'Messages', times: PLACES * 0.4, failure: 'slow' });
  const sms = {
    audience: 'customer',
    language: 'de',
    text: 'update-guide',
    vars: { link: 'https://example.org' },
  } as const;
  await database.transaction(async (tx) => {
    for (let index = 0; index < PLACES; index += 1)
      await writeSms({ tx, hotline: app.hotline, now: new Date() }, { ...sms, to: `+4930123410${index}` });
  });
  await worker.look();
  const hanging = () => database.query(`select from messages where status = 'sending'`);
  await expect.poll(hanging, { timeout: 4_000 }).toHaveLength(PLACES * 0.4);
  await openTicket(hotline, critical);
  await worker.look();
  await expect.poll(() => hotline.phones.anna.sms(), { timeout: 4_000 }).toHaveLength(1);
  await letGo(hotline, worker);
  for (let index = 0; index < PLACES; index += 1) line.phone(`+4930123410${index}`).sms();
});

test('an answer that does not come is given up, and nobody knows what came of it', async () => {
  await using hotline = await openHotline();
  const { line } = hotline;
  const carrier = createCarrier({
    accountSid: line.accountSid,
    authToken: line.authToken,
    baseUrl: line.apiBaseUrl,
    timeoutMs: 50,
  });
  onTestFinished(() => line.answerSlowRequests());
  line.failNext({ path: 'Messages', failure: 'slow' });
  const sending = carrier.sendSms({
    to: '+4915228817386',
    from: line.number,
    body: 'Hallo',
    statusUrl: `${hotline.url}/x`,
  });
  await expect(sending).rejects.toMatchObject({ code: 'carrier-unknown-outcome' });
  line.carrier.faultiness.forget();
  line.answerSlowRequests();
  await line.idle();
  hotline.phones.anna.sms();
  line.takeFaults();
});
