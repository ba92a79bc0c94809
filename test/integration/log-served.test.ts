import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { addFacts } from '../../src/domain/evidence/leaf-store.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { openHotline } from '../support/hotline.ts';
import { treeOf } from '../support/small-ledger.ts';

const LEDGER = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: 'http://hotline.example' });
const WIDTH = 256;

/** A hotline whose ledger has a full tile and a part of the next, read by somebody who has docs/evidence.md alone. */
async function openLog() {
  const hotline = await openHotline();
  const facts = Array.from({ length: 300 }, (_, index) => ({
    fact: 'ring' as const,
    at: new Date(),
    fields: { call: `call ${index}` },
    customerNumber: index % 3 === 0 ? '100234' : null,
  }));
  await addFacts(hotline.database, facts);
  await growLog(hotline.database, LEDGER, { now: new Date(), isUrgent: true });
  const ask = (path: string) => fetch(`${hotline.url}/log/${path}`);
  const [, size = '', root = ''] = (await (await ask('checkpoint')).text()).split('\n');
  const bytesOf = async (path: string) => Buffer.from(await (await ask(`tile/${path}`)).arrayBuffer());
  return { hotline, ask, bytesOf, size: Number(size), root };
}

/** Each behind its length in two bytes. */
function* leavesIn(bundle: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + bundle.readUInt16BE(at);
    yield bundle.subarray(at + 2, end);
    at = end;
  }
}

const hashOf = (leaf: Buffer) => createHash('sha256').update(Buffer.of(0)).update(leaf).digest();

test('whoever reads the whole log finds each leaf in its tile, and the root that was signed', async () => {
  const { hotline, ask, bytesOf, size, root } = await openLog();
  await using _ = hotline;
  const rest = size - WIDTH;
  expect(rest).toBeGreaterThan(0);
  const bundles = [await bytesOf('entries/000'), await bytesOf(`entries/001.p/${rest}`)];
  const leaves = bundles.flatMap((bundle) => [...leavesIn(bundle)]);
  const hashes = leaves.map(hashOf);
  expect(hashes).toHaveLength(size);
  expect(leaves.every((leaf) => leaf.toString().startsWith('hotline-leaf/v1\nstatement '))).toBe(true);
  const tiles = [await bytesOf('0/000'), await bytesOf(`0/001.p/${rest}`)];
  expect(Buffer.concat(tiles)).toEqual(Buffer.concat(hashes));
  const tree = treeOf(hashes);
  expect(await bytesOf('1/000.p/1')).toEqual(tree.rootOf(0, WIDTH));
  expect(tree.rootOf().toString('base64')).toBe(root);
  // a part of a tile stays what it was
  expect(await bytesOf('0/000.p/7')).toEqual(Buffer.concat(hashes.slice(0, 7)));
  const { headers } = await ask('tile/0/000');
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('what was not signed yet, and what is no address, is not there; nobody meets more than a sentence', async () => {
  const { hotline, ask, size } = await openLog();
  await using _ = hotline;
  const rest = size - WIDTH;
  for (const path of [
    ...[
      '0/001',
      `0/001.p/${rest + 1}`,
      `entries/001.p/${rest + 1}`,
      '0/002.p/1',
      '1/000',
      '1/000.p/2',
      '2/000.p/1',
    ],
    ...[
      '0/1',
      '0/000.p/0',
      '0/000.p/256',
      '0/000.p/01',
      '0/x000/000',
      '64/000',
      '-1/000',
      'entries',
      '0/000/',
      '0/%00',
    ],
    ...[`63/${'x999/'.repeat(5)}999`, `0/${'x999/'.repeat(5)}999`, `0/${'x001/'.repeat(6)}000`],
  ]) {
    const answer = await ask(`tile/${path}`);
    expect([path, answer.status]).toEqual([path, 404]);
    expect((await answer.text()).length).toBeLessThan(100);
  }
});

test('the key is published that has signed the newest state, and leads the checkpoint by its name', async () => {
  const { hotline, ask } = await openLog();
  await using _ = hotline;
  const published = await (await fetch(`${hotline.url}/.well-known/hotline-log-key`)).text();
  const [, name = '', id = '', key = ''] = /^(\S+)\+([0-9a-f]{8})\+(\S+)\n$/.exec(published) ?? [];
  const checkpoint = await (await ask('checkpoint')).text();
  expect(checkpoint.split('\n')[0]).toBe(name);
  const [signed = '', line = ''] = checkpoint.split('\n\n');
  const [dash, signer, signature = ''] = line.trim().split(' ');
  expect([dash, signer]).toEqual(['—', name]);
  const bytes = Buffer.from(signature, 'base64');
  expect(bytes.subarray(0, 4).toString('hex')).toBe(id);
  // C2SP signed-note: 0x01 before the 32 bytes of an Ed25519 key
  const raw = Buffer.from(key, 'base64');
  expect([raw[0], raw.length]).toEqual([1, 33]);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') };
  const isGood = verify(
    null,
    Buffer.from(`${signed}\n`),
    createPublicKey({ key: jwk, format: 'jwk' }),
    bytes.subarray(4),
  );
  expect(isGood).toBe(true);
});

test('before the log begins there is a sentence in the place of each', async () => {
  await using hotline = await openHotline();
  for (const path of ['.well-known/hotline-log-key', 'log/checkpoint', 'log/tile/0/000.p/1']) {
    const answer = await fetch(`${hotline.url}/${path}`);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(await answer.text()).toBe('There is nothing here yet. The log begins with the service.\n');
  }
});
