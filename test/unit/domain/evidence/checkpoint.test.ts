import { expect, test } from 'vitest';
import { checkpointText, readCheckpoint } from '../../../../src/domain/evidence/checkpoint.ts';

const ROOT = Buffer.alloc(32, 7);
const TEXT = checkpointText({
  origin: 'hotline.example.com/log',
  size: 4711,
  root: ROOT,
  at: new Date('2026-11-24T03:12:45.000Z'),
});

test('a state is read as it was written', () => {
  expect(readCheckpoint(TEXT)).toEqual({
    origin: 'hotline.example.com/log',
    size: 4711,
    root: ROOT,
    at: new Date('2026-11-24T03:12:45.000Z'),
  });
});

test.each<[string, (text: string) => string]>([
  ['nothing', () => ''],
  ['no last line end', (text) => text.trimEnd()],
  ['a line behind it', (text) => `${text}more\n`],
  ['an empty line behind it', (text) => `${text}\n`],
  ['something behind its last line end', (text) => `${text}more`],
  ['no name', (text) => text.replace(/^.*/, '')],
  ['no time', (text) => text.replace(/^time .*\n/m, '')],
  ['a time under another name', (text) => text.replace('time ', 'date ')],
  ['a day that there is not', (text) => text.replace('11-24', '11-31')],
  ['a time without its milliseconds', (text) => text.replace('.000Z', 'Z')],
  ['a size with a zero before it', (text) => text.replace('\n4711', '\n04711')],
  ['a size with a sign', (text) => text.replace('\n4711', '\n-4711')],
  ['a size that is no whole number', (text) => text.replace('\n4711', '\n4711.5')],
  ['a size that cannot be counted to', (text) => text.replace('4711', '9'.repeat(16))],
  ['a root that is too short', (text) => text.replace(/^.*=$/m, Buffer.alloc(31).toString('base64'))],
  ['a root that is too long', (text) => text.replace(/^.*=$/m, Buffer.alloc(33).toString('base64'))],
  ['a root that is written in another way', (text) => text.replace(/=$/m, '')],
])('%s: it is none', (_, spoil) => {
  const spoilt = spoil(TEXT);
  expect(spoilt).not.toBe(TEXT);
  expect(readCheckpoint(spoilt)).toBeNull();
});
