import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { verifyProof } from '../../src/domain/evidence/verify-proof.ts';
import { exportProof } from '../../src/domain/proofs/export-proof.ts';
import { acknowledge } from '../../src/domain/ticket-operations/acknowledge.ts';
import { buildEvidenceProgram, type EvidenceProgram, hasGo } from '../support/evidence-program.ts';
import { openHotline } from '../support/hotline.ts';
import { closeOctober, october } from '../support/october.ts';
import { type Proof, smallLedger } from '../support/small-ledger.ts';
import { criticalCase } from '../support/stories.ts';

// what the browser runs, as it is
const ofPage: { verifyProof(text: string, own?: object): Promise<{ faults: object[]; tickets: object[] }> } =
  await import(String('../../src/web/evidence/page/verify-proof.js'));

const ledgerOfHotline = ledgerOf({
  secretKey: 'the-secret-key-of-the-tests',
  publicUrl: 'http://hotline.example',
});

describe.skipIf(!hasGo)(
  'what others wrote for transparency logs (needs golang-go and golang-golang-x-mod-dev)',
  () => {
    let program: EvidenceProgram;
    beforeAll(async () => {
      program = await buildEvidenceProgram();
    });
    afterAll(() => program[Symbol.asyncDispose]());

    const check = (proof: Proof, key: string, older?: string) =>
      program.check(JSON.stringify(proof), key, older);

    it('opens the checkpoint, finds each fact in the tree, and the kept checkpoint at its beginning', async () => {
      const { ledger, kept, proof } = october();
      expect(await check(proof(), ledger.key, kept)).toBe('holds: 7 entries in a tree of 9');
    });

    it('follows a change of keys', async () => {
      const ledger = smallLedger();
      const first = ledger.key;
      ledger.rotate();
      const { proof } = october(ledger);
      expect(await check(proof(), first)).toBe('holds: 7 entries in a tree of 9');
      ledger.rotate('itself');
      expect(await check(proof(), first)).toMatch(/^refused: a hand-over is not signed by the key before/);
    });

    it('refuses another key, a changed value, and a ledger that was rewritten', async () => {
      const { ledger, proof } = october();
      const file = proof();
      expect(await check(file, smallLedger().key)).toBe('refused: the file is signed with another key');
      const forged = structuredClone(file);
      Object.assign(forged.entries[1]?.fields ?? {}, { kind: ['answered', `${'A'.repeat(43)}=`] });
      expect(await check(forged, ledger.key)).toMatch(/^refused: entry 1 is not in the tree/);
      const rewritten = structuredClone(file);
      Object.assign(rewritten, { consistency: [{ size: 2, path: [0, 1] }] });
      expect(await check(rewritten, ledger.key, ledger.checkpoint(2))).toMatch(
        /^refused: the older checkpoint is not continued/,
      );
    });

    it('refuses a file that keeps silent: of a field that is no detail or a ticket of the month, or that says something twice', async () => {
      const { ledger, proof } = october();
      const hidden = proof({ withheld: ['detail.text', 'ticket.answeredAt'] });
      expect(await check(hidden, ledger.key)).toMatch(/^refused: entry \d+ does not show ticket.answeredAt/);
      const detail = { 'detail.promiseBefore': '{"missedAt":"2026-10-08T00:00:00.000Z"}' };
      ledger.write({ fields: { fact: 'timeline', ticket: '4712', kind: 'progress', ...detail } });
      const silent = proof({ withheld: ['detail.text', 'detail.promiseBefore'] });
      expect(await check(silent, ledger.key)).toMatch(
        /^refused: entry \d+ does not show detail.promiseBefore/,
      );
      const untold = structuredClone(proof());
      untold.tickets.pop();
      expect(await check(untold, ledger.key)).toBe(
        'refused: ticket 4712 was opened in the month, and is not told of',
      );
      const says = (change: (text: string) => string) =>
        program.check(change(JSON.stringify(proof())), ledger.key);
      expect(await says((text) => text.replace('"tickets":[', '"tickets":[],"tickets":['))).toBe(
        'refused: "tickets" comes twice in an object',
      );
      expect(await says((text) => text.replace('"tickets":[', '"Tickets":[],"tickets":['))).toBe(
        'refused: "tickets" comes twice in an object',
      );
      const twice = structuredClone(proof());
      twice.entries.splice(2, 0, structuredClone(twice.entries[1] as Proof['entries'][number]));
      expect(await check(twice, ledger.key)).toBe(
        'refused: entry 1 is not in its place, or twice in the file',
      );
    });

    it('counts what a month was closed with', async () => {
      const { ledger, proof } = october();
      closeOctober(ledger);
      expect(await check(proof(), ledger.key)).toBe(
        'closed: month 2026-10 with 6 facts and 2 tickets\nholds: 8 entries in a tree of 10',
      );
      const shortened = proof();
      shortened.entries.splice(1, 1);
      expect(await check(shortened, ledger.key)).toMatch(
        /^refused: the month was closed with 6 facts, and the file has 5 of them/,
      );
      shortened.entries.splice(2, 1);
      expect(await check(shortened, ledger.key)).toMatch(/^refused: facts are missing between/);
    });

    it('agrees with the service and with the page: on the file of a critical case, and on the one of before', async () => {
      await using hotline = await openHotline();
      const { database, phones } = hotline;
      const exported = async () => {
        await growLog(database, ledgerOfHotline, { now: new Date(), isUrgent: true });
        return JSON.stringify(await exportProof(database, { ticket: '4711' }));
      };
      await criticalCase(phones.erika);
      phones.anna.newSms();
      const { checkpoint: kept } = JSON.parse(await exported());
      const taking = { ticketNumber: '4711', by: 'ben', channel: 'api' as const };
      await database.transaction((tx) => acknowledge({ tx, now: new Date() }, taking));
      for (const phone of [phones.erika, phones.anna]) phone.newSms();
      const text = await exported();
      const { key, entries } = JSON.parse(text);
      expect(await program.check(text, key, kept)).toMatch(`holds: ${entries.length} entries`);
      expect(await ofPage.verifyProof(text, { key, older: kept })).toMatchObject({
        faults: [],
        unproven: [],
        tickets: [{ number: '4711' }],
      });
      await database.query(`update ticket_events set at = at - interval '1 minute' where kind = 'opened'`);
      const forged = await exported();
      expect(await program.check(forged, key)).toMatch(/^refused: entry \d+ is not in the tree/);
      expect((await ofPage.verifyProof(forged, { key })).faults).toMatchObject([
        { code: 'changed', about: { ticket: '4711', kind: 'opened' } },
        { code: 'chain' },
      ]);
    });

    it('is agreed with by the command, on files that were made from the document alone', () => {
      const { ledger, kept, proof } = october();
      expect(verifyProof(JSON.stringify(proof()), { key: ledger.key, against: kept }).faults).toEqual([]);
    });
  },
);
