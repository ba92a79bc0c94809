import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkpointText } from '../../src/domain/evidence/checkpoint.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { findLog, lastCheckpoint, listKeys } from '../../src/domain/evidence/log-store.ts';
import type { ProofEntry, ProofFile } from '../../src/domain/evidence/proof-file.ts';
import { signerOf, signNote, writeKey } from '../../src/domain/evidence/signed-note.ts';
import { verifyProof } from '../../src/domain/evidence/verify-proof.ts';
import { anonymiseTickets } from '../../src/domain/privacy/retention-store.ts';
import { closeMonths } from '../../src/domain/proofs/close-months.ts';
import { compareLedger } from '../../src/domain/proofs/compare-ledger.ts';
import { enterTimelines } from '../../src/domain/proofs/enter-timelines.ts';
import { exportProof } from '../../src/domain/proofs/export-proof.ts';
import { noteClock } from '../../src/domain/proofs/note-clock.ts';
import { acknowledge } from '../../src/domain/ticket-operations/acknowledge.ts';
import { addEvent } from '../../src/domain/tickets/timeline-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { hotline as command, hotlineProcess } from '../support/hotline-command.ts';
import { criticalCase, GRACE_PIN, PORTAL_REQUEST } from '../support/stories.ts';

const SECRET_KEY = 'the-secret-key-of-the-tests';
const ledger = ledgerOf({ secretKey: SECRET_KEY, publicUrl: 'http://hotline.example' });
const grow = (database: Hotline['database']) =>
  growLog(database, ledger, { now: new Date(), isUrgent: true });

/** What a file says of a ticket; what is null is not said. */
const said = (ticket: object) => Object.entries(ticket).filter(([, value]) => value !== null);

/** A critical case that Anna takes, as a proof file. */
async function taken({ phones, database }: Hotline): Promise<string> {
  await criticalCase(phones.erika);
  phones.anna.newSms();
  await grow(database);
  return JSON.stringify(await exportProof(database, { ticket: '4711' }));
}

async function take({ database, phones }: Hotline): Promise<void> {
  const taking = { ticketNumber: '4711', by: 'ben', channel: 'api' as const };
  await database.transaction((tx) => acknowledge({ tx, now: new Date() }, taking));
  for (const phone of [phones.erika, phones.anna]) phone.newSms();
}

async function nowOnRecord(database: Hotline['database']): Promise<string> {
  await grow(database);
  return JSON.stringify(await exportProof(database, { ticket: '4711' }));
}

/** The customer whose PIN Erika has. */
const ERIKAS = '100234';

async function monthOf(database: Hotline['database'], customer: string, month: string): Promise<string> {
  const first = DateTime.fromISO(`${month}-01`, { zone: 'Europe/Berlin' });
  const span = { from: first.toJSDate(), until: first.plus({ months: 1 }).toJSDate() };
  return JSON.stringify(await exportProof(database, { customer, month, ...span }));
}

const shownIn = ({ fields }: ProofEntry, name: string) => {
  const field = fields[name];
  return Array.isArray(field) ? field[0] : undefined;
};

describe('a proof of a ticket', () => {
  test('holds, also against the checkpoint of before, and by the key as it is published', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    const first = JSON.parse(await taken(hotline));
    await take(hotline);
    const text = await nowOnRecord(database);
    const log = await findLog(database);
    const key = (await listKeys(database, log?.id ?? 0))[0]?.publicKey ?? '';
    const verdict = verifyProof(text, { key, against: first.checkpoint });
    expect(verdict).toMatchObject({ faults: [], notes: [] });
    expect(verdict.facts).toBeGreaterThan(first.entries.length);
  });

  test('an answer whose time was changed by hand is found, wherever it was changed', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    await taken(hotline);
    await database.query(`update ticket_events set at = at - interval '1 minute' where kind = 'opened'`);
    expect(verifyProof(await nowOnRecord(database)).faults).toEqual([
      expect.stringContaining('(ticket 4711, opened) is not what was written into the ledger'),
    ]);
    await database.query(`update ticket_events set at = at + interval '1 minute' where kind = 'opened'`);
    await database.query(`update tickets set respond_by = respond_by + interval '1 hour'`);
    expect(verifyProof(await nowOnRecord(database)).faults).toEqual([
      expect.stringMatching(/^Ticket 4711: the file tells respondBy .* but what was written down is /),
    ]);
  });

  test('whatever byte of it is changed, it does not hold any more, or tells the same', async () => {
    await using hotline = await openHotline();
    const text = await taken(hotline);
    const log = await findLog(hotline.database);
    const key = (await listKeys(hotline.database, log?.id ?? 0))[0]?.publicKey ?? '';
    const same = JSON.stringify(JSON.parse(text).entries);
    for (let at = 0; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`;
      const { faults } = verifyProof(changed, { key });
      if (faults.length > 0) continue;
      const { entries, tickets } = JSON.parse(changed);
      // what leads from older states is looked at only where somebody has one, and names of scopes are no facts
      expect(JSON.stringify(entries), text.slice(at - 30, at + 30)).toBe(same);
      expect(tickets.map(said)).toEqual(JSON.parse(text).tickets.map(said));
    }
  }, 120_000);

  test.each([
    ['', 'The file is empty'],
    ['{"format":"hotline-proof/v2"}', 'format hotline-proof/v2, and this version reads hotline-proof/v1'],
    ['{"format":"hotline-proof/v1","scope":}', 'was put in'],
    ['[]', 'This is no proof file'],
    ['null', 'This is no proof file'],
    ['{"format":"hotline-proof/v1","scope":', 'cut short'],
    ['{"format":"hotline-proof/v1"}', 'damaged at "scope"'],
  ])('a file that is none is told so: %s', (text, said) => {
    expect(verifyProof(text).faults).toEqual([expect.stringContaining(said)]);
  });

  test('from another installation, with a key that is none, or after a checkpoint that is newer: each a sentence', async () => {
    await using hotline = await openHotline();
    const text = await taken(hotline);
    const signer = signerOf('elsewhere.example/log/1', Buffer.alloc(32, 7));
    const head = { origin: signer.name, size: 1, root: Buffer.alloc(32), at: new Date() };
    const foreign = { key: writeKey(signer), checkpoint: signNote(checkpointText(head), signer) };
    const faultOf = (trust: object) => verifyProof(text, trust).faults[0];
    expect(faultOf({ key: foreign.key })).toContain('from another installation');
    expect(faultOf({ key: 'abc' })).toContain('The key is none');
    expect(faultOf({ against: foreign.checkpoint })).toContain('of another log');
    expect(faultOf({ against: 'abc' })).toContain('The older checkpoint is none');
    await take(hotline);
    const newer = JSON.parse(await nowOnRecord(hotline.database));
    expect(faultOf({ against: newer.checkpoint })).toContain('is newer than the file');
  });
});

describe('after an erasure', () => {
  test('what was written can be proven no more, and everything else can', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    await taken(hotline);
    const note = {
      at: new Date(),
      kind: 'message' as const,
      actor: 'ben',
      detail: { text: 'Erika rang', by: 'x' },
    };
    await addEvent(database, '4711', note);
    await database.transaction((tx) => anonymiseTickets(tx, ['4711'], new Date()));
    const file = await nowOnRecord(database);
    expect(verifyProof(file).faults).toEqual([]);
    expect(file).not.toContain('Erika');
    const [leaf] = await database.query<{ salt: null; names: string[] }>(
      `select salt, array(select jsonb_object_keys(kept_salts)) as names from ledger_leaves where kept_salts is not null order by id desc limit 1`,
    );
    expect(leaf?.salt).toBeNull();
    expect(leaf?.names).toContain('detail.by');
    expect(leaf?.names).not.toContain('detail.text');
  });
});

describe('a call', () => {
  test('is in the file of its ticket, with its ring and the PIN', async () => {
    await using hotline = await openHotline();
    const { entries } = JSON.parse(await taken(hotline)) as ProofFile;
    const shown = entries.map((entry) => ['fact', 'kind', 'call'].map((name) => shownIn(entry, name)));
    const call = shown.find(([fact]) => fact === 'ring')?.[2];
    expect(call).toMatch(/^[0-9a-f-]{36}$/);
    expect(shown).toContainEqual(['verification', undefined, call]);
    expect(shown).toContainEqual(['timeline', 'opened', call]);
  });

  test('that became no ticket is in the file of the month, and nobody is named in it', async () => {
    await using hotline = await openHotline();
    const { phones, database } = hotline;
    await (await phones.petra.dial()).hangUp();
    const call = await phones.grace.dial();
    await call.press(`${GRACE_PIN}#`);
    await grow(database);
    const [found] = await database.query<{ customer: string }>(
      `select customer_number as customer from ledger_leaves where fact = 'verification'`,
    );
    const file = await monthOf(database, found?.customer ?? '', '2026-11');
    const facts = (JSON.parse(file) as ProofFile).entries.map((entry) => shownIn(entry, 'fact'));
    expect(facts.filter((fact) => fact === 'ring' || fact === 'verification')).toEqual([
      'ring',
      'verification',
    ]);
    expect(verifyProof(file).faults).toEqual([]);
    expect(file).not.toMatch(/Grace|Petra|\+49/);
  });
});

describe('a month that is over', () => {
  test('is closed once, with what there was, and nothing can be left out at its edges', async () => {
    await using hotline = await openHotline({ at: '2026-10-31T22:00:00+01:00' });
    const { database } = hotline;
    await taken(hotline);
    const close = (at: string) => closeMonths(database, new Date(at));
    expect(await close('2026-10-31T23:00:00+01:00')).toBe(0);
    expect(await close('2026-11-01T00:30:00+01:00')).toBe(0);
    await take(hotline);
    await grow(database);
    expect(await close('2026-11-01T01:00:01+01:00')).toBe(1);
    expect(await close('2026-11-01T01:00:02+01:00')).toBe(0);
    expect(await close('2027-01-01T01:00:00+01:00')).toBe(1);
    expect(await close('2027-01-01T01:00:10+01:00')).toBe(1);
    await addEvent(database, '4711', { at: new Date(), kind: 'message', actor: 'ben', detail: { by: 'x' } });
    await grow(database);
    const october = await monthOf(database, ERIKAS, '2026-10');
    expect(verifyProof(october)).toMatchObject({ faults: [] });
    const file = JSON.parse(october) as ProofFile;
    const closing = file.entries.find((entry) => shownIn(entry, 'month') === '2026-10');
    expect(['first', 'tickets'].map((name) => closing && shownIn(closing, name))).toEqual(['1', '1']);
    for (const month of ['2026-10', '2026-11', '2026-12']) {
      const { faults, notes } = verifyProof(await monthOf(database, ERIKAS, month));
      expect(faults).toEqual([]);
      expect(notes.join()).not.toContain('not closed');
    }
    const place = file.entries.findIndex(({ customer }) => customer);
    file.entries.splice(place, 1);
    expect(verifyProof(JSON.stringify(file)).faults.join()).toContain('The month was closed with');
  });

  test('that begins with a ticket counts that one, too', async () => {
    await using hotline = await openHotline({ at: '2026-10-05T10:00:00+02:00' });
    const { database, phones } = hotline;
    const closed = async (at: string) => {
      await grow(database);
      return closeMonths(database, new Date(at));
    };
    await hotline.api('/tickets', PORTAL_REQUEST);
    for (const phone of [phones.erika, phones.anna]) phone.newSms();
    await closed('2026-10-05T11:00:00+02:00');
    expect(await closed('2026-11-01T01:00:01+01:00')).toBe(1);
    await grow(database);
    const october = await monthOf(database, ERIKAS, '2026-10');
    const { entries } = JSON.parse(october) as ProofFile;
    const [first, closing] = [entries.find(({ customer }) => customer), entries.at(-1)];
    expect(first && shownIn(first, 'kind')).toBe('opened');
    expect(closing && [shownIn(closing, 'fact'), shownIn(closing, 'tickets')]).toEqual(['month-closed', '1']);
    expect(verifyProof(october).faults).toEqual([]);
  });

  test('whose closing was not signed when the key was lost is counted anew', async () => {
    await using hotline = await openHotline({ at: '2026-10-31T22:00:00+01:00' });
    const { database } = hotline;
    await taken(hotline);
    await take(hotline);
    await growLog(database, ledger, { now: new Date() });
    await closeMonths(database, new Date());
    const later = new Date('2026-11-01T01:00:01+01:00');
    expect(await closeMonths(database, later)).toBe(1);
    const other = ledgerOf({
      secretKey: 'another-secret-key-of-the-tests',
      publicUrl: 'http://hotline.example',
    });
    await growLog(database, other, { now: later, isUrgent: true });
    expect(await closeMonths(database, later)).toBe(1);
    await growLog(database, other, { now: later, isUrgent: true });
    const { faults, notes } = verifyProof(await monthOf(database, ERIKAS, '2026-10'));
    expect(faults).toEqual([]);
    expect(notes.join()).not.toContain('not closed');
  });
});

describe('the clocks', () => {
  test('are in the files of the days: each day once, and when a host’s clock goes wrong', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    const at = (time: string) => new Date(`2026-11-${time}:00+01:00`);
    let noted = await noteClock(database, 0, null, at('23T09:00'));
    noted = await noteClock(database, 100, noted, at('23T10:00'));
    noted = await noteClock(database, -118_400.4, noted, at('23T10:05'));
    noted = await noteClock(database, -118_500, noted, at('23T10:10'));
    await noteClock(database, 0, noted, at('26T00:10'));
    const { entries } = JSON.parse(await taken(hotline)) as ProofFile;
    const clocks = entries.filter((entry) => shownIn(entry, 'fact') === 'clock');
    expect(clocks.map((entry) => shownIn(entry, 'offset-ms'))).toEqual(['0', '-118400']);
  });
});

describe('an upgrade', () => {
  test('timelines without leaves get them, once, and say that it was afterwards', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    await criticalCase(hotline.phones.erika);
    hotline.phones.anna.newSms();
    await database.query('delete from ledger_leaves');
    const later = new Date(Date.now() + 600_000);
    await enterTimelines(database, later);
    await enterTimelines(database, later);
    const file = JSON.parse(await nowOnRecord(database));
    expect(verifyProof(JSON.stringify(file)).faults).toEqual([]);
    const entered = file.entries.filter((entry: { entered: string }) => entry.entered === 'afterwards');
    const { timeline } = await hotline.ticket('4711');
    expect(entered).toHaveLength(timeline.length + 1);
  });
});

describe('the log', () => {
  test('two that let it grow at once give one order', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    await criticalCase(hotline.phones.erika);
    hotline.phones.anna.newSms();
    await Promise.all([grow(database), grow(database), grow(database)]);
    const rows = await database.query<{ index: string; order: string }>(
      `select index, customer_order as "order" from ledger_leaves where customer_number is not null order by index`,
    );
    expect(rows.map(({ order }) => Number(order))).toEqual(rows.map((_, place) => place + 1));
    expect(verifyProof(await nowOnRecord(database)).faults).toEqual([]);
  });

  test('a key that was lost ends the log; the next one names its last checkpoint', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    await taken(hotline);
    const before = await findLog(database);
    const last = await lastCheckpoint(database, before?.id ?? 0);
    const other = ledgerOf({
      secretKey: 'another-secret-key-of-the-tests',
      publicUrl: 'http://hotline.example',
    });
    await growLog(database, other, { now: new Date(), isUrgent: true });
    const now = await findLog(database);
    expect(now?.origin).not.toBe(before?.origin);
    expect(now?.predecessor).toBe(last?.note);
    // what the log before has is proven by it, and the night finds nothing
    const file = JSON.stringify(await exportProof(database, { ticket: '4711' }));
    expect(verifyProof(file)).toMatchObject({ faults: [], checkpoint: { origin: before?.origin } });
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    expect((await compareLedger(database, tomorrow)).findings).toEqual([]);
  });
});

describe('the command', () => {
  test('says so where there is nothing to export, or no place for it', async () => {
    await using hotline = await openHotline();
    await taken(hotline);
    const env = { DATABASE_URL: hotline.database.url, SECRET_KEY };
    const exported = async (...args: string[]) =>
      (await command(['evidence', 'export', ...args], { env })).err;
    const nobody = await exported(
      '--customer',
      '999999',
      '--month',
      '2026-10',
      '--output',
      '/nowhere/x.json',
    );
    expect(nobody).toContain('The ledger has nothing of customer 999999 in 2026-10');
    expect(await exported('--ticket', '9999', '--output', '/nowhere/x.json')).toContain('no ticket 9999');
    const placeless = await exported('--ticket', '4711', '--output', '/nowhere/x.json');
    expect(placeless).toContain('/nowhere/x.json cannot be written');
    expect(placeless).toContain('Choose a file in a folder you may write to.');
  }, 60_000);

  test('exports and verifies, also after the key was rotated', async () => {
    await using hotline = await openHotline();
    await taken(hotline);
    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const [file, checkpoint] = [join(folder, 'proof.json'), join(folder, 'checkpoint.txt')];
    const env = { DATABASE_URL: hotline.database.url, SECRET_KEY };
    const exported = await hotlineProcess(['evidence', 'export', '--ticket', '4711', '--output', file], {
      env,
    });
    expect(exported).toMatchObject({ code: 0, out: expect.stringContaining('facts about 1 ticket.') });
    const first = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(checkpoint, first.checkpoint);
    expect((await command(['evidence', 'rotate-key'], { env })).code).toBe(0);
    await command(['evidence', 'export', '--ticket', '4711', '--output', file], { env });
    const ways = ['--key', first.key, '--against', checkpoint];
    const verified = await command(['evidence', 'verify', file, ...ways]);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('The file holds') });
    expect(verified.out).toMatch(/^Ticket 4711$/m);
  }, 60_000);

  test('reads what an editor has saved anew, and says what to do where it is no UTF-8 any more', async () => {
    await using hotline = await openHotline();
    const text = await taken(hotline);
    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'proof.json');
    const turned = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(turned);
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, part]) => [name, turned(part)]),
      );
    };
    const pretty = JSON.stringify(turned(JSON.parse(text)), null, 2)
      .replaceAll('\n', '\r\n')
      .replaceAll(/("index": \d+)/g, '$1.0');
    const verify = async (
      bytes: Uint8Array | string,
      kept: Uint8Array | string = JSON.parse(text).checkpoint,
    ) => {
      await writeFile(file, bytes);
      await writeFile(join(folder, 'kept.txt'), kept);
      return command(['evidence', 'verify', file, '--against', join(folder, 'kept.txt')]);
    };
    expect(await verify(`\ufeff${pretty}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('The file holds'),
    });
    // as the shell of Windows writes what was fetched
    const wide = (said: string) => Buffer.from(`\ufeff${said}`, 'utf16le');
    const remedy = expect.stringMatching(/is UTF-16, not UTF-8.*Save the file as UTF-8/);
    expect(await verify(wide(pretty))).toMatchObject({ code: 1, err: remedy });
    expect(await verify(text, wide(JSON.parse(text).checkpoint))).toMatchObject({ code: 1, err: remedy });
    expect(await verify(Buffer.from(text.replace('Musterwerk', 'Müsterwerk'), 'latin1'))).toMatchObject({
      code: 1,
    });
  }, 60_000);
});
