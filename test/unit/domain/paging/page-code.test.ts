import { expect, test } from 'vitest';
import { drawPageCode, readPageCode } from '../../../../src/domain/paging/page-code.ts';

test('a code is three characters that can be neither misread nor taken for a word or a number', () => {
  for (let times = 0; times < 5_000; times += 1) {
    const code = drawPageCode();
    expect(code).toMatch(/^[CDFHJKMNPQRTVWX][CDFHJKMNPQRTVWX2-9]{2}$/);
    expect(code).toMatch(/\d/);
    expect(readPageCode(code.toLowerCase())).toBe(code);
  }
});

test.each(['', 'the', 'DIE', '123', '7KQ', 'K0Q', 'KI7', 'KTQ', 'K7QQ', 'K7', null, 'ſ7q'])(
  '%j is no code of ours',
  (token) => {
    expect(readPageCode(token)).toBeNull();
  },
);
