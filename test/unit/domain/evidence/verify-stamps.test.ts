import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyProof } from '../../../../src/domain/evidence/verify-proof.ts';
import { requestTimeStamp } from '../../../../src/platform/time-stamp.ts';
import { october } from '../../../support/october.ts';
import { openTimestampAuthority } from '../../../support/timestamp-authority.ts';

const ofPage: { verifyProof(text: string): Promise<{ faults: object[]; stamps: object[] }> } = await import(
  String('../../../../src/web/evidence/page/verify-proof.js')
);

const METHODS = ['rsa', 'P-256', 'P-384'] as const;
const { kept, proof } = october();

/** Stamps of the state that was kept, by the method of their signature. */
const stamps = new Map<string, { time: string; reply: Buffer }>();
beforeAll(async () => {
  for (const method of METHODS) {
    await using authority = await openTimestampAuthority(method);
    const { at, reply } = await requestTimeStamp(authority.url, Buffer.from(kept));
    stamps.set(method, { time: at.toISOString(), reply });
  }
}, 60_000);
afterAll(() => stamps.clear());

/** What command and page say of the file with a stamp in it, as it came or spoilt. */
async function saidOf(method: (typeof METHODS)[number], spoil: (reply: Buffer) => Buffer = (reply) => reply) {
  const { time = '', reply = Buffer.alloc(0) } = stamps.get(method) ?? {};
  const size = Number(kept.split('\n')[1]);
  const stamp = { size, authority: 'tsa.example.com', time, checkpoint: kept };
  const spoilt = spoil(Buffer.from(reply)).toString('base64');
  const text = JSON.stringify({ ...proof(), stamps: [{ ...stamp, reply: spoilt }] });
  const { faults, notes } = verifyProof(text);
  const page = await ofPage.verifyProof(text);
  return { faults, notes: notes.join(), page: { faults: page.faults, stamps: page.stamps } };
}

/** Each place where some bytes stand, with others of the same length. */
function replaced(bytes: Buffer, hex: string, other: string): Buffer {
  const text = bytes.toString('hex');
  expect(text).toContain(hex);
  return Buffer.from(text.replaceAll(hex, other), 'hex');
}

const DISTRUSTED =
  'The time stamp of tsa.example.com is not signed by the certificate in it, or that one was not valid for it.';

describe.each(METHODS)('a time stamp that is signed by %s', (method) => {
  test('names the certificate that signed it, and who has to be asked about that one', async () => {
    const { faults, notes, page } = await saidOf(method);
    expect(faults).toEqual([]);
    expect(notes).toContain(
      'It is signed by the certificate in it ("Time"), which is one for time stamps and was valid then. Who issued that one, "openssl ts -verify" checks',
    );
    expect(page).toMatchObject({ faults: [], stamps: [{ signer: 'Time', isSigned: true }] });
  });

  test('by somebody else, is none', async () => {
    const { faults, page } = await saidOf(method, (reply) => {
      reply.writeUInt8(reply.readUInt8(reply.length - 1) ^ 1, reply.length - 1);
      return reply;
    });
    expect(faults).toEqual([DISTRUSTED]);
    expect(page.faults).toMatchObject([{ code: 'stamp-signature' }]);
  });
});

test.each([
  // TSTInfo says another accuracy than was signed: one second, two seconds
  ['says something else than was signed', '3003020101', '3003020102'],
  ['is signed by a certificate for something else', '06082b06010505070308', '06082b06010505070307'],
])('a time stamp that %s is none', async (_, bytes, others) => {
  const { faults, page } = await saidOf('rsa', (reply) => replaced(reply, bytes, others));
  expect(faults).toEqual([DISTRUSTED]);
  expect(page.faults).toMatchObject([{ code: 'stamp-signature' }]);
});

test('a time stamp by a certificate that was not valid any more is none', async () => {
  const { faults, page } = await saidOf('rsa', (reply) => {
    // a time of thirteen letters behind another, which ends with Z: until when it is valid
    const text = reply.toString('hex').replaceAll(/(?<=5a170d)3\d3\d/g, Buffer.from('22').toString('hex'));
    return Buffer.from(text, 'hex');
  });
  expect(faults).toEqual([DISTRUSTED]);
  expect(page.faults).toMatchObject([{ code: 'stamp-signature' }]);
});

test.each([
  // RSA, as the signer and the certificates name it
  ['whose method is not known', '06092a864886f70d010101', '06092a864886f70d010163'],
  ['without its certificate', Buffer.from('Root').toString('hex'), Buffer.from('Toor').toString('hex')],
])('of a time stamp %s it is said that its signature was not checked', async (name, bytes, others) => {
  const { faults, notes, page } = await saidOf('rsa', (reply) => {
    const at = name.startsWith('whose') ? 0 : reply.indexOf(Buffer.from(bytes, 'hex')) + 1;
    return Buffer.concat([reply.subarray(0, at), replaced(reply.subarray(at), bytes, others)]);
  });
  expect(faults).toEqual([]);
  expect(notes).toContain('Its signature was not checked');
  expect(page).toMatchObject({ faults: [], stamps: [{ isSigned: false }] });
});

test('a time stamp that is cut short anywhere is none, and keeps nobody waiting', async () => {
  const whole = stamps.get('P-256')?.reply.length ?? 0;
  for (let length = 0; length < whole; length += 7) {
    const { faults, page } = await saidOf('P-256', (reply) => reply.subarray(0, length));
    expect(faults.join()).toMatch(/^The time stamp of tsa\.example\.com is not /);
    expect(page.faults).toMatchObject([{ code: expect.stringMatching(/^stamp-/) }]);
  }
});
