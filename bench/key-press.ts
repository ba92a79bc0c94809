/**
 * Key presses answered a second: signed webhooks of whole calls, each step committed before its answer, beside Express 5 with
 * `urlencoded`, `twilio.webhook()` and `VoiceResponse`, which stores nothing. Both in one process, asked in turns over 32
 * connections, each of which presses its next key as soon as it is answered.
 *
 *     npm run bench -- key-press [--short] [--rounds 9] [--json FILE] [--compare FILE] [--against CHECKOUT]
 *
 * The callers are known to nobody: they choose a language, key a number, are silent, go through the unverified lane and give
 * up: a ring, ten answers to questions and the report of the end. Nothing of it waits for a PIN's slow hash.
 */
import { join } from 'node:path';
import { actionOf, type Callers, type Conversation, openCallers } from './support/callers.ts';
import { type Child, startChild } from './support/child.ts';
import type { Rounds } from './support/figures.ts';
import { storeHistory } from './support/fill.ts';
import { measureInTurn } from './support/in-turn.ts';
import { freePort } from './support/listen.ts';
import { ACCOUNT, openStage } from './support/stage.ts';
import { percentile } from './support/statistics.ts';
import type { Scale } from './support/suite.ts';
import { wholeCall } from './support/whole-call.ts';

const CONNECTIONS = 32;
const STORED = 20_000;

const constantCall: Conversation = async function* (post) {
  let twiml = await post('/twilio/voice/input/menu?v=1', { Digits: '1' });
  yield;
  for (let key = 0; key < 11; key += 1) {
    twiml = await post(actionOf(twiml), { Digits: '1' });
    yield;
  }
};

/** Callers of one process, and what each round of theirs came to besides its throughput. */
interface Side {
  callers: Callers;
  used: Child['used'];
  p99s: number[];
  cpu: number[];
}

export async function measure({ rounds, roundMs, isShort, seed, against }: Scale): Promise<Rounds[]> {
  await using stage = await openStage();
  const whole = { count: CONNECTIONS, seed, conversation: wholeCall };
  const openService = async (name: string, options?: { serve: string }) => {
    const hotline = await stage.openHotline(name, options);
    const side: Side = { callers: openCallers(hotline.url, whole), used: hotline.looked, p99s: [], cpu: [] };
    return { hotline, side };
  };
  const { hotline, side: service } = await openService('service');
  const port = await freePort();
  const env = { PORT: port, TWILIO_AUTH_TOKEN: ACCOUNT.token };
  await using bare = await startChild('serve-reference.ts', env);
  const reference: Side =
    against === undefined
      ? {
          callers: openCallers(`http://localhost:${port}`, { ...whole, conversation: constantCall }),
          used: bare.used,
          p99s: [],
          cpu: [],
        }
      : (await openService('reference', { serve: join(against, 'bench/serve.ts') })).side;
  using _service = service.callers;
  using _reference = reference.callers;

  const play = (side: Side) => async () => {
    const before = await side.used();
    const perSecond = await side.callers.callFor(roundMs);
    const { cpu } = await side.used();
    side.p99s.push(percentile(side.callers.took, 0.99));
    side.cpu.push((cpu - before.cpu) / side.callers.took.length);
    return perSecond;
  };
  const inTurn = (name: string) =>
    measureInTurn({ name, better: 'higher' }, { rounds, reference: play(reference), service: play(service) });
  const throughput = await inTurn('key presses a second, 32 connections');
  // the warm-up is not counted
  const [theirs, ours] = [reference, service].map(({ p99s, cpu }) => [p99s.slice(1), cpu.slice(1)]);
  const p99 = { reference: theirs?.[0] ?? [], service: ours?.[0] ?? [] };
  const cpu = { reference: theirs?.[1] ?? [], service: ours?.[1] ?? [] };
  const stored = isShort ? 500 : STORED;
  await storeHistory(hotline, stored);
  return [
    throughput,
    { name: 'p99 of an answer meanwhile, ms', better: 'lower', ...p99 },
    { name: 'processor time of an answer, ms', better: 'lower', ...cpu },
    await inTurn(`key presses with ${stored} more calls and tickets stored`),
  ];
}
