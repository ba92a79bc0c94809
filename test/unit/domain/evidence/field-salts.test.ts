import { createHash, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saltsLeft } from '../../../../src/domain/evidence/field-salts.ts';
import { sha256 } from '../../../../src/domain/evidence/merkle.ts';
import { commitmentOf, makeStatement, statementText } from '../../../../src/domain/evidence/statement.ts';

const letters = (base64: string | undefined) => Buffer.from(base64 ?? '', 'base64').toString('binary');
const fields = fc.dictionary(fc.stringMatching(/^[A-Za-z0-9.-]{1,20}$/), fc.string({ unit: 'grapheme' }));

test('every field of a fact can be shown by a salt of its own, and by no other', () => {
  fc.assert(
    fc.property(fields, (said) => {
      const { commitments: json, hash, salt } = makeStatement(said);
      const commitments = JSON.parse(json);
      expect(sha256(statementText(commitments))).toEqual(hash);
      const salts = saltsLeft({ salt, keptSalts: null }, Object.keys(said).reverse());
      for (const [name, value] of Object.entries(said))
        expect(commitmentOf(name, value, letters(salts[name]))).toBe(commitments[name]);
      expect(new Set(Object.values(salts)).size).toBe(Object.keys(said).length);
      for (const one of Object.values(salts)) expect(letters(one)).toHaveLength(32);
    }),
  );
});

test('the salts are pieces of what SHAKE256 makes of the secret, in the order of the names', () => {
  const salt = Buffer.alloc(16, 7);
  const bytes = createHash('shake256', { outputLength: 96 }).update(salt).digest();
  expect(saltsLeft({ salt, keptSalts: null }, ['b', 'B', 'a.1'])).toEqual({
    B: bytes.subarray(0, 32).toString('base64'),
    'a.1': bytes.subarray(32, 64).toString('base64'),
    b: bytes.subarray(64).toString('base64'),
  });
});

test('a field that was never committed to has a salt that fits nothing, and moves no other’s', () => {
  const { salt } = makeStatement({ b: '1', d: '2' });
  const left = saltsLeft({ salt, keptSalts: null }, ['b', 'd']);
  expect(saltsLeft({ salt, keptSalts: null }, ['b', 'd'], ['a', 'c'])).toMatchObject(left);
});

test('a fact of before has a longer secret, and its salts as they were made then', () => {
  const salt = randomBytes(32);
  const asThen = (name: string) => createHmac('sha256', salt).update(name).digest('base64');
  expect(saltsLeft({ salt, keptSalts: null }, ['kind', 'at'])).toEqual({
    kind: asThen('kind'),
    at: asThen('at'),
  });
});

test('of a fact of which something was erased, those are left that were kept', () => {
  expect(saltsLeft({ salt: null, keptSalts: { at: 'c2FsdA==' } }, ['at', 'detail.text'])).toEqual({
    at: 'c2FsdA==',
  });
  expect(saltsLeft({ salt: null, keptSalts: null }, ['at'])).toEqual({});
});
