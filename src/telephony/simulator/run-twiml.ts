import type { Exchange } from './exchange.ts';
import { Interrupted, type Leg, type SimulatedLegStatus } from './leg.ts';
import { type After, type CallScript, LegStage, NEXT, type Target } from './stage.ts';
import type { Verb } from './twiml/document.ts';
import { VERBS } from './verbs/index.ts';

/** What a run begins with: an address, or TwiML that came with the REST request. */
export type Start = Target | { twiml: string };

/** So many documents in a row without waiting for anybody are a loop. */
const MAX_CHAIN = 50;

const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.';

/**
 * Carries out TwiML on a leg until there is no more of it.
 * @returns the status in which the leg ends; nothing when the leg was redirected or hung up meanwhile
 */
export async function runTwiml(stage: LegStage, start: Start): Promise<SimulatedLegStatus | undefined> {
  try {
    let after = 'twiml' in start ? await begin(start.twiml, stage) : await follow(start, stage);
    while (after.kind === 'go') after = await follow(after.target, stage);
    return after.kind === 'end' ? after.status : 'completed';
  } catch (error) {
    if (error instanceof Interrupted) return undefined;
    throw error;
  }
}

/** Carries TwiML out on a leg, in place of whatever it heard before; the leg ends with it. */
export function playTwiml(leg: Leg, start: Start, exchange: Exchange): void {
  const stage = new LegStage(leg, exchange);
  void exchange.activity.track(async () => {
    const status = await runTwiml(stage, start);
    if (status) await exchange.finish(leg, status);
  });
}

async function begin(twiml: string, stage: LegStage): Promise<After> {
  const script = stage.parse(twiml, 'the TwiML of the REST request');
  return script.ok ? perform(script, stage) : { kind: 'end', status: 'failed' };
}

async function follow(target: Target, stage: LegStage): Promise<After> {
  stage.chain += 1;
  if (stage.chain > MAX_CHAIN) {
    stage.exchange.fault(`${MAX_CHAIN} documents in a row in which nobody is waited for`, stage.leg);
    return { kind: 'end', status: 'failed' };
  }
  const script = await stage.follow(target);
  return script.ok ? perform(script, stage) : fallBack(target, script.code, stage);
}

/** What Twilio does when a document cannot be had: the fallback URL, and without one an apology. */
async function fallBack(failed: Target, code: number, stage: LegStage): Promise<After> {
  const { leg, exchange } = stage;
  if (leg.fallbackUrl !== undefined && leg.fallbackUrl !== failed.url) {
    const params = { ...failed.params, ErrorCode: String(code), ErrorUrl: failed.url };
    const script = await stage.follow({ url: leg.fallbackUrl, method: 'POST', params });
    if (script.ok) return perform(script, stage);
  }
  await exchange.answer(leg);
  leg.note('said', APOLOGY, exchange.now(), 'en-US');
  return { kind: 'end', status: 'completed' };
}

async function perform(script: Extract<CallScript, { ok: true }>, stage: LegStage): Promise<After> {
  for (const verb of script.verbs) {
    stage.checkCurrent();
    const after = await performVerb(verb, stage);
    if (after.kind !== 'next') return after;
  }
  return NEXT;
}

async function performVerb(verb: Verb, stage: LegStage): Promise<After> {
  const carryOut = VERBS[verb.name];
  if (!carryOut) return NEXT;
  if (answersTheCall(verb)) await stage.exchange.answer(stage.leg);
  return carryOut(verb, stage);
}

function answersTheCall({ name, attributes }: Verb): boolean {
  return name !== 'Reject' && name !== 'Redirect' && attributes.answerOnBridge !== 'true';
}
