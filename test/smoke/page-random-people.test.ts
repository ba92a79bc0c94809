import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findForgotten } from '../../src/jobs/audit.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call, Phone, Ring } from '../support/phone.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

const NAMES = ['anna', 'ben', 'benAtHome', 'carla', 'supervisor', 'erika', 'grace'] as const;
type Name = (typeof NAMES)[number];

/** Somebody does something; whether it can be done just then shows when they try. */
type Deed =
  | { who: Name; does: 'ring'; how: 'answer' | 'machine' | 'noAnswer' | 'busy' | 'unreachable' }
  | { who: Name; does: 'press'; key: string }
  | { who: Name; does: 'hang-up' | 'silence' }
  | { who: Name; does: 'write'; text: string }
  | { who: 'erika' | 'grace'; does: 'call'; severity: 1 | 2 | 3 }
  | { does: 'wait'; seconds: number };

const who = fc.constantFrom(...NAMES);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      who,
      does: fc.constant('ring' as const),
      how: fc.constantFrom('answer', 'answer', 'machine', 'noAnswer', 'busy', 'unreachable'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      who,
      does: fc.constant('press' as const),
      key: fc.constantFrom('1', '1', '2', '3'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ who, does: fc.constantFrom('hang-up' as const, 'silence' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constantFrom('anna' as const, 'ben' as const, 'carla' as const, 'supervisor' as const),
      does: fc.constant('write' as const),
      text: fc.constantFrom('A 4711', 'C 4711', 'P 4711', 'A 4712', 'C 4712', 'P 4712', 'C', 'P', 'A'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      who: fc.constantFrom('erika' as const, 'grace' as const),
      does: fc.constant('call' as const),
      severity: fc.constantFrom(1, 2, 3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 20, 70, 300, 900),
    }),
  },
);

/** The calls people have in their hands. */
type Hands = Map<Name, Call>;

async function act(hotline: Hotline, hands: Hands, one: Deed): Promise<void> {
  if (one.does === 'wait') return wait(hotline, hands, one.seconds);
  const phone = hotline.phones[one.who];
  const held = hands.get(one.who);
  switch (one.does) {
    case 'ring':
      return pickUp(phone, hands, one.who, one.how);
    case 'press':
      if (held?.waitsFor === 'keys') await held.press(one.key);
      return;
    case 'silence':
      if (held?.waitsFor === 'keys') await held.silence();
      return;
    case 'hang-up':
      if (held && !held.over) await held.hangUp();
      return;
    case 'write':
      return phone.sendSms(one.text);
    case 'call':
      if (!held || held.over) hands.set(one.who, await callIn(phone, one.who, one.severity));
  }
}

/** Nobody's phone rings for longer than half a minute. */
async function wait(hotline: Hotline, hands: Hands, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 300) {
    await hotline.pass({ seconds: Math.min(left, 30) });
    for (const name of NAMES) await pickUp(hotline.phones[name], hands, name, 'noAnswer');
    await hotline.pass({ seconds: Math.max(0, Math.min(left, 300) - 30) });
  }
}

async function pickUp(
  phone: Phone,
  hands: Hands,
  name: Name,
  how: Exclude<keyof Ring, 'status'>,
): Promise<void> {
  const held = hands.get(name);
  if (held && !held.over) return;
  while (!(await phone.isQuiet())) {
    const ring = await phone.rings();
    if (ring.status !== 'ringing') continue;
    const call = await (ring[how] as () => Promise<Call | undefined>).call(ring);
    if (call) hands.set(name, call);
    return;
  }
}

async function callIn(phone: Phone, name: 'erika' | 'grace', severity: 1 | 2 | 3): Promise<Call> {
  const pin = name === 'erika' ? ERIKA_PIN : GRACE_PIN;
  const call = await phone.dial();
  await call.press(`${pin}#`);
  if (call.state === 'open-case') {
    await call.press('1');
    return call;
  }
  await call.hangUp();
  return openCase(phone, { pin, severity });
}

/** Phones of one person that ring or are in use because we called them. */
function inUse(hotline: Hotline, ...phones: Phone[]): number {
  const numbers = phones.map(({ number }) => number);
  return hotline.line.carrier.legs.filter(
    (leg) => leg.direction !== 'inbound' && !leg.over && numbers.includes(leg.phone),
  ).length;
}

test('whatever people do: every ticket has a next step, nobody is called twice at once, and nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 30 }), async (deeds) => {
      await using hotline = await openHotline();
      const { anna, ben, benAtHome, carla } = hotline.phones;
      const hands: Hands = new Map();
      await act(hotline, hands, { who: 'erika', does: 'call', severity: 1 });
      await act(hotline, hands, { who: 'grace', does: 'call', severity: 2 });
      for (const one of deeds) {
        await act(hotline, hands, one);
        expect(await findForgotten(hotline.database), JSON.stringify(one)).toEqual([]);
        for (const phones of [[anna], [ben, benAtHome], [carla]])
          expect(inUse(hotline, ...phones)).toBeLessThanOrEqual(1);
      }
      await lookAway(hotline);
    }),
    { numRuns: Number(process.env.RUNS ?? 1), endOnFailure: true },
  );
}, 300_000);
