/**
 * How long a caller waits for the answer to a key: signed webhooks of whole calls (menu, severity, consent, callback number)
 * to a service with 1,000 tickets and calls stored, to one with 200,000, and to an Express route that answers a constant.
 * The three are asked in turns, so that a busy machine slows all of them; what counts are the ratios.
 *
 *     npm run bench -- key-press [--calls 60]
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startChild } from './support/child.ts';
import { CALLER } from './support/directory.ts';
import { storeHistory, storeOpenTickets, storeTimers } from './support/fill.ts';
import { freePort } from './support/listen.ts';
import { postSigned } from './support/signed.ts';
import { HOTLINE_NUMBER, type Hotline, openStage } from './support/stage.ts';
import { percentile, ratio, spread } from './support/statistics.ts';

const STORED = { small: 1_000, large: 200_000 };
/** Some of the tickets are open in either. */
const OPEN = 500;
/** The keys of a call after its PIN, by the state that asks. */
const KEYS: Record<string, string> = {
  menu: '1',
  severity: '2',
  consent: '2',
  'callback-number': '1',
  promise: '1',
};
/** Keys at the beginning that are not counted: the process has yet to warm up. */
const COLD_CALLS = 5;

const { values } = parseArgs({ options: { calls: { type: 'string', default: '60' } } });
const calls = Number(values.calls);

await using stage = await openStage();
const open = async (name: string, stored: number) => {
  const hotline = await stage.openHotline(name);
  await storeHistory(hotline, stored - OPEN);
  await storeOpenTickets(hotline, OPEN);
  await storeTimers(hotline, 2 * OPEN);
  return hotline;
};
const small = await open('small', STORED.small);
const large = await open('large', STORED.large);
const port = await freePort();
await using _constant = await startChild('serve-constant.ts', { PORT: port });

/** Where a call stands: the address its next key goes to. */
interface Standing {
  hotline: Hotline;
  callSid: string;
  action: string;
}

async function press(url: string, callSid: string, digits?: string): Promise<{ twiml: string; ms: number }> {
  const form = {
    CallSid: callSid,
    From: CALLER.phone,
    To: HOTLINE_NUMBER,
    CallStatus: 'in-progress',
    Direction: 'inbound',
    ...(digits === undefined ? {} : { Digits: digits }),
  };
  const { text, ms } = await postSigned(url, form);
  return { twiml: text, ms };
}

/** Rings and keys the PIN, whose hash is slow on purpose. */
async function verified(hotline: Hotline): Promise<Standing> {
  const callSid = `CA${randomBytes(16).toString('hex')}`;
  const ring = await press(`${hotline.url}/twilio/voice/incoming`, callSid);
  const pin = await press(actionOf(ring.twiml), callSid, CALLER.pin);
  return { hotline, callSid, action: actionOf(pin.twiml) };
}

function actionOf(twiml: string): string {
  const action = twiml.match(/action="([^"]+)"/)?.[1];
  if (action === undefined) throw new Error(`nothing is asked: ${twiml}`);
  return action.replaceAll('&amp;', '&');
}

const stateOf = (action: string) => new URL(action).pathname.split('/').at(-1) ?? '';

async function pressNext(call: Standing, ms: Map<string, number[]>): Promise<void> {
  const state = stateOf(call.action);
  const digits = KEYS[state];
  if (digits === undefined) throw new Error(`no key is known for ${state}`);
  const answer = await press(call.action, call.callSid, digits);
  ms.set(state, [...(ms.get(state) ?? []), answer.ms]);
  call.action = actionOf(answer.twiml);
}

/** The ticket is answered, so that the next call is not about it. */
async function close({ hotline }: Standing): Promise<void> {
  await hotline.sql(
    `update tickets set status = 'closed', closed_at = now() where customer_number = '${CALLER.customer}' and status <> 'closed'`,
  );
}

const ms = {
  small: new Map<string, number[]>(),
  large: new Map<string, number[]>(),
  constant: [] as number[],
};
for (let index = 0; index < calls + COLD_CALLS; index += 1) {
  if (index === COLD_CALLS) {
    for (const map of [ms.small, ms.large]) map.clear();
    ms.constant.length = 0;
  }
  const [few, many] = [await verified(small), await verified(large)];
  for (const _key of Object.keys(KEYS)) {
    await pressNext(few, ms.small);
    ms.constant.push((await press(`http://127.0.0.1:${port}/`, few.callSid, '1')).ms);
    await pressNext(many, ms.large);
  }
  await Promise.all([close(few), close(many)]);
}

const [few, many] = [[...ms.small.values()].flat(), [...ms.large.values()].flat()];
const against = (one: number[], other: number[]) =>
  `p50 ${ratio(percentile(one, 0.5), percentile(other, 0.5))} times, p99 ${ratio(percentile(one, 0.99), percentile(other, 0.99))} times`;
console.log(
  `an Express route that answers a constant: ${spread(ms.constant)} (${ms.constant.length} requests)`,
);
console.log(`a key, ${STORED.small} tickets stored: ${spread(few)}`);
console.log(`a key, ${STORED.large} tickets stored: ${spread(many)}`);
console.log(
  `200 times the tickets: ${against(many, few)}; against the constant: ${against(many, ms.constant)}`,
);
for (const [state, times] of ms.small) {
  console.log(`  ${state}: ${spread(times)} | ${spread(ms.large.get(state) ?? [])}`);
}
