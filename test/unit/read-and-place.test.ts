import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeIn } from '../../src/platform/place-in.ts';
import { readOnce } from '../../src/platform/read-once.ts';

it('law: whatever is put in its place leaves a list in order, behind all that go before it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (numbers) => {
      const list: number[] = [];
      for (const number of numbers) {
        const place = placeIn(list, number, (one, other) => one < other);
        expect(place).toBe(list.filter((known) => known < number).length);
        list.splice(place, 0, number);
      }
      expect(list).toEqual(numbers.toSorted((one, other) => one - other));
    }),
  );
});

it('a text is read once, also one that means nothing, and ten thousand others fill no memory', () => {
  let reads = 0;
  const length = readOnce((text) => {
    reads += 1;
    return text === '' ? undefined : text.length;
  });
  expect([length('PT5M'), length('PT5M'), length(''), length('')]).toEqual([4, 4, undefined, undefined]);
  expect(reads).toBe(2);
  for (let index = 0; index < 10_000; index += 1) length(`PT${index}M`);
  reads = 0;
  expect([length('PT9999M'), length('PT9999M')]).toEqual([7, 7]);
  expect(reads).toBe(2);
});
