import { setTimeout as pause } from 'node:timers/promises';
import { askedState } from '../../src/cli/demo/automatic-phones.ts';
import type { SimulatedCarrier } from '../../src/telephony/simulator/carrier.ts';
import type { Leg, Waiting } from '../../src/telephony/simulator/leg.ts';
import type { Random } from '../random.ts';

/** What a person does when their phone asks or rings. */
export type Deed = { press: string } | { speak: number } | 'hang-up' | 'nothing';

/** Somebody at a phone: what they do in each state of the flow, and when it rings. */
export interface Person {
  /** whether and how they pick up; callers have nothing to pick up */
  pickUp?(): 'human' | 'machine' | 'busy' | 'no-answer' | 'rings out';
  /** in a state of the flow that asks */
  asked(state: string): Deed;
  /** while two talk, or nobody is there yet */
  inConference(talking: boolean): Deed;
}

/** How long people take before they do something. */
const THINK_MS = { least: 50, most: 400 };
const TALK_MS = { least: 300, most: 1_500 };
const LOOK_MS = 40;
/** Nobody stays on the telephone for longer: the suite has an end. */
const LONGEST_CALL_MS = 60_000;

/** Lives through one leg until it is over. */
export async function livesThrough(
  leg: Leg,
  person: Person,
  carrier: SimulatedCarrier,
  random: Random,
): Promise<void> {
  const until = Date.now() + LONGEST_CALL_MS;
  while (!leg.over && Date.now() < until) {
    const { waiting } = leg;
    if (waiting && waiting.for !== 'speech' && waiting.for !== 'other-party') {
      await pause(random.between(THINK_MS.least, THINK_MS.most));
      if (leg.joined) await pause(random.between(TALK_MS.least, TALK_MS.most));
      // what was waited for may be over by now
      if (leg.waiting === waiting && !leg.over) await react(leg, waiting, person, carrier);
    }
    // who is left on the telephone at the end does not keep the suite from ending
    await pause(LOOK_MS, undefined, { ref: false });
  }
  if (!leg.over) await carrier.hangUp(leg);
}

/** Whoever does nothing lets the line's own time run out. */
async function react(leg: Leg, waiting: Waiting, person: Person, carrier: SimulatedCarrier): Promise<void> {
  if (waiting.for === 'pick-up') pickUp(leg, person, carrier);
  else if (waiting.for === 'conference') await act(leg, person.inConference(leg.joined), carrier);
  else await act(leg, person.asked(askedState(leg) ?? ''), carrier);
}

function pickUp(leg: Leg, person: Person, carrier: SimulatedCarrier): void {
  const how = person.pickUp?.() ?? 'human';
  if (how === 'human' || how === 'machine') carrier.pickUp(leg, how);
  else if (how !== 'rings out') carrier.refuse(leg, how);
}

async function act(leg: Leg, deed: Deed, carrier: SimulatedCarrier): Promise<void> {
  if (deed === 'hang-up') await carrier.hangUp(leg);
  else if (deed === 'nothing') return;
  else if ('press' in deed) carrier.press(leg, deed.press);
  else carrier.speak(leg, deed.speak);
}
