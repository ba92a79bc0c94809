import { expect } from 'vitest';
import { growLog } from '../../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../../src/domain/evidence/log-keys.ts';
import { compareLedger } from '../../../src/domain/proofs/compare-ledger.ts';
import {
  findForgotten,
  findHungAttempts,
  findMissedTooEarly,
  findPutOffLegs,
  findPutOffMessages,
  findPutOffWork,
  findUndialledLegs,
  findUnsentMessages,
  findUnsentPages,
  findUnwatchedLegs,
  findWithoutCallback,
} from '../../../src/worker/watchdog/invariant-store.ts';
import type { Browser } from '../console.ts';
import type { TestDatabase } from '../database.ts';
import type { Name, Scene } from './scene.ts';

const MINUTE_MS = 60_000;
const ERROR_LEVEL = 50;
/** What a person hears or reads where a value is missing. */
const UNFILLED = /undefined|\[object|\bNaN\b|\bnull\b|\{[a-z-]+\}|Invalid Date/;
/** The customer whose contract has ended. */
const ENDED = '200999';
/** Whose phones are in one hand. */
const HANDS: readonly (readonly Name[])[] = [
  ['anna'],
  ['ben', 'benAtHome'],
  ['carla'],
  ['tessa'],
  ['erika'],
  ['grace'],
  ['petra'],
  ['klara'],
];

/** What holds whenever nothing is under way. */
export async function holdAlways(scene: Scene): Promise<void> {
  const { hotline, logged } = scene;
  const { database: db, line } = hotline;
  const now = new Date();
  expect(await findForgotten(db), 'tickets that nothing drives on').toEqual([]);
  expect(await findWithoutCallback(db), 'tickets without a callback').toEqual([]);
  expect(await findUnwatchedLegs(db), 'legs whose end nobody would notice').toEqual([]);
  expect(await findUndialledLegs(db, now), 'legs that nobody dials').toEqual([]);
  expect(await findUnsentMessages(db, now), 'messages that nobody sends').toEqual([]);
  expect(await findUnsentPages(db, now), 'pages that nothing carries').toEqual([]);
  expect(await findHungAttempts(db, new Date(now.getTime() - 10 * MINUTE_MS)), 'hung callbacks').toEqual([]);
  expect(await findMissedTooEarly(db, now), 'deadlines missed too early').toEqual([]);
  expect(await findPutOffLegs(db, now), 'legs put off').toEqual([]);
  expect(await findPutOffMessages(db, now), 'messages put off').toEqual([]);
  expect(await findPutOffWork(db, now), 'work put off').toEqual([]);
  expect(await findBrokenPromises(db), 'customers who called and have no ticket').toEqual([]);
  expect(await findUnnotedMisses(db, now), 'deadlines that passed unnoted').toEqual([]);
  for (const hand of HANDS)
    expect(callsTo(scene, hand), `calls of ours to ${hand[0]}`).toBeLessThanOrEqual(1);
  expect(line.carrier.faults, 'what the carrier could not take').toEqual([]);
  const failures = logged.splice(0).filter((entry) => JSON.parse(entry).level >= ERROR_LEVEL);
  expect(failures, 'errors in the log').toEqual([]);
  expect(toldOf(scene).filter((words) => UNFILLED.test(words))).toEqual([]);
}

/** What holds at the end of a story. */
export async function holdAtLast({ hotline }: Scene, browsers: readonly Browser[]): Promise<void> {
  const tickets = await hotline.tickets();
  const open = tickets.flatMap(({ number, status }) =>
    status === 'open' || status === 'acknowledged' ? [number] : [],
  );
  const paths = ['/', '/calls', '/tickets', '/figures', ...tickets.map(({ number }) => `/tickets/${number}`)];
  for (const browser of browsers)
    for (const path of paths)
      for (const language of ['de', 'en']) {
        const { status, text } = await browser.get(path, { 'accept-language': language });
        expect(status, path).toBe(200);
        if (path === '/') for (const number of open) expect(text, 'the board').toContain(number);
        expect(text.replace(/<[^>]+>/g, ' '), path).not.toMatch(UNFILLED);
      }
  const ledger = ledgerOf({
    secretKey: 'the-secret-key-of-the-tests',
    publicUrl: 'http://hotline.example',
  });
  await growLog(hotline.database, ledger, { now: new Date(), isUrgent: true });
  const nextNight = new Date(Date.now() + 120 * MINUTE_MS);
  expect((await compareLedger(hotline.database, nextNight)).findings).toEqual([]);
}

/**
 * Whoever has said who they are has a ticket by the end of their call, unless their contract has ended, or they choose to
 * bring their signatures up to date first.
 */
function findBrokenPromises(db: TestDatabase): Promise<unknown[]> {
  return db.query(
    `select sid from calls
     where direction = 'inbound' and contact_id is not null and ended_at is not null and ticket_number is null
       and customer_number <> $1
       and not exists (select from call_events where call_id = calls.id and kind = 'answer'
         and state = 'signature-update' and detail ->> 'choice' = '2')`,
    [ENDED],
  );
}

function findUnnotedMisses(db: TestDatabase, now: Date): Promise<unknown[]> {
  return db.query(
    `select number from tickets
     where status in ('open', 'acknowledged') and missed_at is null and respond_by < $1`,
    [new Date(now.getTime() - 1_000)],
  );
}

/** How many calls of ours one person has. */
function callsTo({ hotline, phones }: Scene, hand: readonly Name[]): number {
  const numbers = hand.map((name) => phones[name].number);
  const legs = hotline.line.carrier.legs.filter((leg) => leg.direction !== 'inbound' && !leg.over);
  return legs.filter(({ phone }) => numbers.includes(phone)).length;
}

/** Everything that was said or written to anybody, without links. */
function toldOf({ hotline }: Scene): string[] {
  const { legs, texting } = hotline.line.carrier;
  const spoken = legs.flatMap(({ transcript }) =>
    transcript.flatMap(({ kind, text }) => (kind === 'said' && text ? [text] : [])),
  );
  const written = texting.messages.filter(({ direction }) => direction !== 'inbound');
  return [...spoken, ...written.map(({ body }) => body.replace(/http\S+/g, ''))];
}
