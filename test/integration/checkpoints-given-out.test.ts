import { execFileSync } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lookAtCheckpoints } from '../../src/cli/doctor/look-at-checkpoints.ts';
import { listErrands } from '../../src/domain/evidence/errand-store.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import type { ProofFile } from '../../src/domain/evidence/proof-file.ts';
import { verifyProof } from '../../src/domain/evidence/verify-proof.ts';
import { exportProof } from '../../src/domain/proofs/export-proof.ts';
import { giveOutCheckpoint, type Outlets } from '../../src/domain/proofs/give-out-checkpoint.ts';
import { addEvent } from '../../src/domain/tickets/timeline-store.ts';
import { createLogger, type Logger } from '../../src/platform/log.ts';
import { readMailServer } from '../../src/platform/mail/mail-server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openMailServer } from '../support/mail-server.ts';
import { openTimestampAuthority, type TimestampAuthority } from '../support/timestamp-authority.ts';

const LEDGER = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: 'http://hotline.example' });
const log = createLogger('silent');
const NOWHERE: Outlets = { timestampUrl: undefined, folder: undefined, mail: undefined };
const night = (day: number) => new Date(Date.UTC(2026, 10, day, 2));
const ofPage: { verifyProof(text: string): Promise<{ faults: object[]; stamps: object[] }> } = await import(
  String('../../src/web/evidence/page/verify-proof.js')
);

/** A record with one ticket, of nobody known. */
async function openRecord(): Promise<TestDatabase> {
  const database = await freshDatabase();
  await database.query(
    `insert into tickets (number, kind, severity, status, channel, verified, language, plan, priority, calendar, escalation,
       opened_at, window_from, respond_by, clock, paging_from)
     values (4711, 'problem', 1, 'open', 'phone', false, 'de', 'priority', 1, 'munich', 'front-line', $1, $1, $1, 'always', $1)`,
    [night(20)],
  );
  return database;
}

async function grown(database: TestDatabase, day: number): Promise<string> {
  const event = { at: night(day), kind: 'message' as const, actor: 'ben', detail: { by: 'x' } };
  await addEvent(database, '4711', event);
  await growLog(database, LEDGER, { now: night(day), isUrgent: true });
  return JSON.stringify(await exportProof(database, { ticket: '4711' }));
}

let authority: TimestampAuthority;
beforeAll(async () => {
  authority = await openTimestampAuthority();
}, 60_000);
afterAll(() => authority[Symbol.asyncDispose]());

describe('a time-stamping authority', () => {
  test('says when a state was there, in each file from then on, as OpenSSL confirms', async () => {
    await using database = await openRecord();
    authority.mood = 'stamps';
    const before = await grown(database, 24);
    expect(before).not.toContain('"stamps"');
    await giveOutCheckpoint({ database, log }, { ...NOWHERE, timestampUrl: authority.url }, night(24));
    const text = await grown(database, 25);
    const [stamp] = (JSON.parse(text) as ProofFile).stamps ?? [];
    const reply = Buffer.from(stamp?.reply ?? '', 'base64');
    expect(await authority.verify(stamp?.checkpoint ?? '', reply)).toBe('Verification: OK');
    expect(await authority.verify(`${stamp?.checkpoint}x`, reply)).toContain('FAILED');
    const verdict = verifyProof(text);
    expect(verdict.faults).toEqual([]);
    expect(verdict.notes.join()).toContain('A time stamp of 127.0.0.1');
    expect(await ofPage.verifyProof(text)).toMatchObject({
      faults: [],
      stamps: [{ size: stamp?.size, signer: 'Time', isSigned: true }],
    });
    const clocks = (JSON.parse(text) as ProofFile).entries.filter(({ fields }) =>
      JSON.stringify(fields).includes('timestamp-authority'),
    );
    expect(clocks).toHaveLength(1);
  });

  test('a stamp beside another state than its own is found', async () => {
    await using database = await openRecord();
    authority.mood = 'stamps';
    await grown(database, 24);
    const outlets = { ...NOWHERE, timestampUrl: authority.url };
    await giveOutCheckpoint({ database, log }, outlets, night(24));
    const file = JSON.parse(await grown(database, 25)) as ProofFile;
    for (const change of [
      { checkpoint: file.checkpoint },
      { time: '2020-01-01T00:00:00.000Z' },
      { size: 1 },
    ]) {
      const forged = { ...file, stamps: file.stamps?.map((stamp) => ({ ...stamp, ...change })) };
      expect(verifyProof(JSON.stringify(forged)).faults.join()).toContain('is not of the state');
      expect((await ofPage.verifyProof(JSON.stringify(forged))).faults).toMatchObject([
        { code: 'stamp-of-other' },
      ]);
    }
  });

  test.each([
    ['is-down', 'it answered 503'],
    ['refuses', 'it refused (status 2)'],
    ['stamps-something-else', 'it has stamped something else'],
    ['answers-another', 'its reply is not to this request'],
    ['signs-wrongly', 'its reply is not signed by the certificate in it'],
    ['talks-nonsense', 'its reply cannot be read'],
  ] as const)(
    'that %s keeps nobody waiting: the doctor says so, and the next night makes up for it',
    async (mood, said) => {
      await using database = await openRecord();
      await grown(database, 24);
      const outlets = { ...NOWHERE, timestampUrl: authority.url };
      authority.mood = mood;
      await giveOutCheckpoint({ database, log }, outlets, night(24));
      const checkpoints = { timestampUrl: authority.url, folder: undefined, mailTo: undefined };
      const [finding] = await lookAtCheckpoints(database, { checkpoints }, night(24));
      expect(finding).toMatchObject({ message: expect.stringContaining(said) });
      authority.mood = 'stamps';
      await giveOutCheckpoint({ database, log }, outlets, night(25));
      expect(await listErrands(database)).toMatchObject([{ kind: 'stamp', error: null, doneAt: night(25) }]);
    },
  );

  test('is asked once for each state', async () => {
    await using database = await openRecord();
    await grown(database, 24);
    authority.mood = 'stamps';
    const [asked, outlets] = [authority.asked, { ...NOWHERE, timestampUrl: authority.url }];
    await giveOutCheckpoint({ database, log }, outlets, night(24));
    await giveOutCheckpoint({ database, log }, outlets, night(24));
    expect(authority.asked - asked).toBe(1);
  });
});

describe('a mirror', () => {
  test('is a folder, to which each night’s checkpoint goes, and one that leads on is what it says', async () => {
    await using database = await openRecord();
    const folder = await mkdtemp(join(tmpdir(), 'mirror-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const day of [24, 25]) {
      await grown(database, day);
      await giveOutCheckpoint({ database, log }, { ...NOWHERE, folder: join(folder, 'kept') }, night(day));
    }
    const [origin = ''] = await readdir(join(folder, 'kept'));
    const names = (await readdir(join(folder, 'kept', origin))).toSorted();
    expect(names.map((name) => name.slice(0, 10))).toEqual(['2026-11-24', '2026-11-25']);
    const text = await grown(database, 26);
    for (const name of names) {
      const against = await readFile(join(folder, 'kept', origin, name), 'utf8');
      expect(verifyProof(text, { against }).faults).toEqual([]);
    }
  });

  test('that cannot be written is told', async () => {
    await using database = await openRecord();
    const folder = await mkdtemp(join(tmpdir(), 'mirror-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'a-file'), '');
    await grown(database, 24);
    await giveOutCheckpoint({ database, log }, { ...NOWHERE, folder: join(folder, 'a-file') }, night(24));
    expect(await listErrands(database)).toMatchObject([
      { kind: 'folder', doneAt: null, error: expect.stringMatching(/EEXIST|ENOTDIR/) },
    ]);
  });

  test('that has had nothing for days is an ERROR: somebody has to look', async () => {
    await using database = await openRecord();
    const folder = await mkdtemp(join(tmpdir(), 'mirror-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const said: string[] = [];
    const note = (level: string) => () => said.push(level);
    const noting = { warn: note('warn'), error: note('error') } as unknown as Logger;
    const place = join(folder, 'kept');
    const give = (day: number) =>
      giveOutCheckpoint({ database, log: noting }, { ...NOWHERE, folder: place }, night(day));
    await grown(database, 20);
    await give(20);
    expect(said).toEqual([]);
    await rm(place, { recursive: true });
    await writeFile(place, '');
    for (const day of [21, 22, 23, 24]) await give(day);
    expect(said).toEqual(['warn', 'warn', 'warn', 'error']);
  });

  test('that hangs is told, and the next night is not waited for in vain', async () => {
    await using database = await openRecord();
    const folder = await mkdtemp(join(tmpdir(), 'mirror-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const outlets = { ...NOWHERE, folder };
    await grown(database, 24);
    await giveOutCheckpoint({ database, log }, outlets, night(24));
    const [file = ''] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.txt'));
    // whoever opens a pipe waits until somebody reads from it
    const pipe = join(folder, `${file}.part`);
    execFileSync('mkfifo', [pipe]);
    await giveOutCheckpoint({ database, log, folderMs: 50 }, outlets, night(25));
    expect(await listErrands(database)).toMatchObject([
      { kind: 'folder', doneAt: night(24), error: 'no answer within 50 ms' },
    ]);
    await (await open(pipe, 'r+')).close();
  });

  test('is an e-mail address', async () => {
    await using database = await openRecord();
    await using post = await openMailServer();
    const read = readMailServer(post.url);
    if (!read) throw new Error('no mail server');
    const server = { ...read, sender: 'hotline@example.com' };
    const note = JSON.parse(await grown(database, 24)).checkpoint;
    const mail = { server, to: 'notary@customer.example' };
    await giveOutCheckpoint({ database, log }, { ...NOWHERE, mail }, night(24));
    expect(post.mails).toMatchObject([{ to: ['notary@customer.example'] }]);
    expect(post.mails[0]?.attachment('.txt')).toBe(note);
  });
});
