import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findForgotten, findWithoutCallback } from '../../src/worker/watchdog/invariant-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call, Phone, Ring } from '../support/phone.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

const STAFF = ['anna', 'ben', 'benAtHome', 'carla', 'supervisor'] as const;
const CUSTOMERS = { erika: ERIKA_PIN, grace: GRACE_PIN };
const NAMES = [...STAFF, 'erika', 'grace'] as const;
type Name = (typeof NAMES)[number];
type Deed = () => Promise<unknown>;

/** What people have in their hands: a phone that rings, or a call. */
interface Scene {
  hotline: Hotline;
  rings: Map<Name, Ring>;
  calls: Map<Name, Call>;
}

/** Everything that somebody could do just now; what is more likely stands there more often. */
async function possible(scene: Scene): Promise<Deed[]> {
  const { hotline } = scene;
  const deeds: Deed[] = [];
  for (const name of NAMES) deeds.push(...(await onThePhone(scene, name)));
  for (const [name, pin] of Object.entries(CUSTOMERS) as [keyof typeof CUSTOMERS, string][]) {
    const call = scene.calls.get(name);
    if (!call || call.over)
      deeds.push(
        async () => scene.calls.set(name, await callIn(hotline.phones[name], pin)),
        () => leaveEarly(hotline.phones[name], pin),
      );
  }
  for (const name of ['anna', 'ben', 'supervisor'] as const)
    for (const text of ['C 4711', 'A 4712', 'P 4711']) deeds.push(() => hotline.phones[name].sendSms(text));
  deeds.push(...atTheDesk(scene));
  for (const seconds of [1, 5, 70, 130, 400, 900]) deeds.push(() => wait(scene, seconds));
  return deeds;
}

/** What a supervisor does with a ticket meanwhile, and what the carrier sends twice. */
function atTheDesk({ hotline }: Scene): Deed[] {
  const change = (path: string, body: Record<string, unknown>) => () =>
    hotline.api(`/tickets/${path}`, { by: 'ben', ...body });
  const again = (back: number) => async () => {
    const webhook = hotline.line.webhooks.at(-back);
    if (webhook) await hotline.line.replay(webhook);
  };
  return [
    change('4711/severity', { severity: 3 }),
    change('4711/severity', { severity: 1 }),
    change('4711/answer', { text: 'Kabel getauscht' }),
    change('4711/reopen', { text: 'doch nicht' }),
    change('4712/close', {}),
    ...[1, 4, 15].map(again),
  ];
}

async function onThePhone({ hotline, rings, calls }: Scene, name: Name): Promise<Deed[]> {
  const call = calls.get(name);
  if (call && !call.over) {
    const hangUp = () => call.hangUp();
    if (call.waitsFor !== 'keys') return [hangUp];
    const press = (key: string) => () => call.press(key);
    return [
      press('1'),
      press('1'),
      press('1'),
      press('2'),
      press('2'),
      press('3'),
      () => call.silence(),
      hangUp,
    ];
  }
  const ring = await nextRing(hotline.phones[name], rings.get(name));
  if (!ring) return [];
  rings.set(name, ring);
  const answer = async () => calls.set(name, await ring.answer());
  const machine = async () => calls.set(name, await ring.machine());
  return [answer, answer, answer, machine, () => ring.noAnswer(), () => ring.busy()];
}

/** The call that rings now, if one does. */
async function nextRing(phone: Phone, known: Ring | undefined): Promise<Ring | undefined> {
  if (known?.status === 'ringing') return known;
  while (!(await phone.isQuiet())) {
    const ring = await phone.rings();
    if (ring.status === 'ringing') return ring;
  }
  return undefined;
}

/** Nobody's phone rings for longer than half a minute. */
async function wait({ hotline, rings }: Scene, seconds: number): Promise<void> {
  await hotline.pass({ seconds: Math.min(seconds, 30) });
  for (const ring of rings.values()) if (ring.status === 'ringing' && seconds > 30) await ring.noAnswer();
  await hotline.pass({ seconds: Math.max(0, seconds - 30) });
}

async function callIn(phone: Phone, pin: string): Promise<Call> {
  const call = await phone.dial();
  await call.press(`${pin}#`);
  if (call.state !== 'open-case') await call.hangUp();
  else await call.press('1');
  return call;
}

/** They say how bad it is, and are gone. */
async function leaveEarly(phone: Phone, pin: string): Promise<void> {
  const call = await phone.dial();
  await call.press(`${pin}#`);
  if (call.state === 'open-case') await call.press('2');
  for (const keys of ['1', '1']) if (call.waitsFor === 'keys') await call.press(keys);
  await call.hangUp();
}

/** Whoever has keyed how bad it is has a ticket by the end of their call. */
async function findBrokenPromises({ database }: Hotline): Promise<unknown[]> {
  return database.query(
    `select id from calls
     where direction = 'inbound' and contact_id is not null and ended_at is not null and ticket_number is null
       and exists (select from call_events where call_id = calls.id and kind = 'answer' and state = 'severity'
         and detail->>'choice' in ('1', '2', '3', '4'))`,
  );
}

/** How many calls of ours one person has. */
function callsTo({ hotline }: Scene, ...phones: Phone[]): number {
  const numbers = phones.map(({ number }) => number);
  const legs = hotline.line.carrier.legs.filter((leg) => leg.direction !== 'inbound' && !leg.over);
  return legs.filter(({ phone }) => numbers.includes(phone)).length;
}

test('whatever people do: a call has its ticket, that its next step, nobody is called twice at once, and nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 15, maxLength: 30 }), async (choices) => {
      await using hotline = await openHotline();
      const { erika, grace, anna, ben, benAtHome, carla } = hotline.phones;
      const scene: Scene = { hotline, rings: new Map(), calls: new Map() };
      scene.calls.set('erika', await openCase(erika, { pin: ERIKA_PIN, severity: 1 }));
      scene.calls.set('grace', await openCase(grace, { pin: GRACE_PIN, severity: 2 }));
      for (const choice of choices) {
        const deeds = await possible(scene);
        await deeds[choice % deeds.length]?.();
        expect(await findForgotten(hotline.database)).toEqual([]);
        expect(await findWithoutCallback(hotline.database)).toEqual([]);
        expect(await findBrokenPromises(hotline)).toEqual([]);
        for (const phones of [[anna], [ben, benAtHome], [carla], [erika], [grace]])
          expect(callsTo(scene, ...phones)).toBeLessThanOrEqual(1);
      }
      await lookAway(hotline);
    }),
    { numRuns: Number(process.env.RUNS ?? 2), endOnFailure: true },
  );
}, 300_000);
