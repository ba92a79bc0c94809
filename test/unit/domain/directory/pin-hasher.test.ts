import { describe, expect, it } from 'vitest';
import { createPinHasher } from '../../../../src/domain/customers/pin-hasher.ts';

const cheap = { cost: 2 };
const pins = createPinHasher('a secret of this installation', cheap);

describe('what is stored of a PIN', () => {
  it('is the same for the same customer and PIN', async () => {
    const again = createPinHasher('a secret of this installation', cheap);
    expect(await pins.hash('100234', '471108')).toEqual(await again.hash('100234', '471108'));
  });

  it('differs between customers, PINs and installations', async () => {
    const other = createPinHasher('another secret', cheap);
    const hashes = await Promise.all([
      pins.hash('100234', '471108'),
      pins.hash('100871', '471108'),
      pins.hash('100234', '471109'),
      other.hash('100234', '471108'),
    ]);
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(4);
  });

  it('takes any input a caller can key in', async () => {
    for (const pin of ['', '0', '*'.repeat(500)]) expect(await pins.hash('', pin)).toHaveLength(33);
  });

  it('is a byte longer where it is quick: the byte names its cost, and a slow one is as it always was', async () => {
    const shipped = createPinHasher('a secret of this installation');
    const costing = (cost: number) => createPinHasher('a secret of this installation', { cost });
    const quick = await shipped.hash('100234', '471108', 'quick');
    const slow = await shipped.hash('100234', '471108', 'slow');
    expect([...quick.subarray(32)]).toEqual([11]);
    expect(quick).toEqual(await costing(2 ** 11).hash('100234', '471108', 'quick'));
    expect(slow).toEqual(await costing(2 ** 15).hash('100234', '471108', 'slow'));
    // of a database that an earlier version wrote
    expect(slow.toString('hex')).toBe('982e590e3ba7c4db6ece3c2dda582bb4489d4d8963c0c90188e867706f2edeed');
  });
});

it('the event loop goes on while PINs are computed', async () => {
  const slow = createPinHasher('a secret of this installation', { cost: 2 ** 15 });
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  await Promise.all([slow.hash('100234', '1111'), slow.hash('100234', '2222')]);
  clearInterval(beat);
  expect(turns).toBeGreaterThan(2);
});

it('a flood of PINs is refused at once beyond what is done in some seconds, and a customer of their own gets a turn', async () => {
  const slow = createPinHasher('a secret of this installation', { cost: 2 ** 10 });
  const flood = Array.from({ length: 100 }, (_, at) => slow.hash('100234', String(at)));
  const others = Array.from({ length: 20 }, (_, at) => slow.hash(`other ${at}`, '471108'));
  const settled = await Promise.allSettled([...flood, ...others]);
  const refused = settled.map(({ status }) => status === 'rejected');
  expect(refused.slice(0, 100).filter((one) => !one)).toHaveLength(12);
  expect(refused.slice(100)).not.toContain(true);
  const reasons = settled.filter((one) => one.status === 'rejected').map(({ reason }) => reason as Error);
  expect(reasons.every((reason) => 'code' in reason && reason.code === 'too-busy')).toBe(true);
});
