import type { DialledNumber, Exchange } from './exchange.ts';
import { Interrupted, type Leg, type LegInput, type LegProgress } from './leg.ts';
import { OWN_ANSWER_SECONDS } from './phones.ts';
import { reportProgress } from './progress.ts';
import { playTwiml, runTwiml, type Start } from './run-twiml.ts';
import { LegStage } from './stage.ts';

/** How an outbound call is placed. */
export interface OutboundCall {
  to: string;
  from: string;
  start: Start;
  timeoutSeconds: number;
  progress: LegProgress | undefined;
  fallbackUrl: string | undefined;
  detection: 'none' | 'before-twiml' | { callback: string };
}

/** Rings a leg, and begins once somebody picks up. */
export function ringLeg(
  leg: Leg,
  timeoutSeconds: number,
  begin: () => Promise<void>,
  exchange: Exchange,
): void {
  void exchange.activity.track(async () => {
    try {
      await ring(leg, timeoutSeconds, begin, exchange);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
  });
}

async function ring(
  leg: Leg,
  timeoutSeconds: number,
  begin: () => Promise<void>,
  exchange: Exchange,
): Promise<void> {
  const run = leg.beginRun();
  await reportProgress(leg, 'initiated', exchange);
  if (!leg.isCurrent(run)) return;
  leg.status = 'ringing';
  await reportProgress(leg, 'ringing', exchange);
  if (leg.to === exchange.number) ringItself(leg, exchange);
  const input = await pickedUp(leg, run, timeoutSeconds, exchange);
  if (input.kind !== 'answered') {
    await exchange.finish(leg, input.kind === 'refused' ? input.status : 'no-answer');
    return;
  }
  leg.answeredBy = input.by;
  await exchange.answer(leg);
  if (leg.isCurrent(run)) await begin();
}

/** The service calls its own number: both ends are on this line. */
function ringItself(leg: Leg, exchange: Exchange): void {
  const otherEnd = exchange.dialIn({ from: leg.from });
  leg.otherEnd = otherEnd;
  otherEnd.otherEnd = leg;
}

/** What comes of the ringing: what its person does, or what the phone does of itself. */
async function pickedUp(
  leg: Leg,
  run: number,
  timeoutSeconds: number,
  { phones, pace }: Exchange,
): Promise<LegInput> {
  const own = phones.ownAnswer(leg.phone);
  const waits = own ? pace.pause(OWN_ANSWER_SECONDS) : pace.patience(timeoutSeconds);
  const input = await leg.listen(run, { for: 'pick-up' }, waits);
  return input.kind === 'time-up' && own ? own : input;
}

/** A call that the service asked for has been picked up: its TwiML, and what was found to have answered. */
export async function beginCall(
  leg: Leg,
  { start, detection }: OutboundCall,
  exchange: Exchange,
): Promise<void> {
  const detected = leg.answeredBy === 'machine' ? 'machine_start' : 'human';
  if (detection === 'before-twiml') leg.detectedAs = detected;
  const waits = new Promise<void>((resolve) => {
    leg.onWaiting = resolve;
  });
  playTwiml(leg, start, exchange);
  if (typeof detection === 'string') return;
  // Detection takes a while: by then the first TwiML is being heard.
  await waits;
  await exchange.send({
    kind: 'voice-status',
    url: detection.callback,
    method: 'POST',
    params: {
      AccountSid: exchange.accountSid,
      CallSid: leg.sid,
      AnsweredBy: detected,
      MachineDetectionDuration: '2100',
    },
  });
}

/** A number that was dialled from within a call has been picked up: it hears the whisper, and both talk. */
export async function bridgeLegs(
  leg: Leg,
  parent: Leg,
  whisper: DialledNumber['whisper'],
  exchange: Exchange,
): Promise<void> {
  const stage = new LegStage(leg, exchange);
  if (whisper && (await runTwiml(stage, { ...whisper, params: {} })) !== 'completed') return;
  leg.bridgedWith = parent;
  parent.deliver({ kind: 'other-party-joined' });
  exchange.changed();
  // Keys mean nothing here; the bridge ends when either side does.
  for (;;) await stage.listen({ for: 'other-party' }, Number.POSITIVE_INFINITY);
}
