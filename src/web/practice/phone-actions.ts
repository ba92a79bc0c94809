import { z } from 'zod';
import type { SimulatedCarrier } from '../../telephony/simulator/carrier.ts';
import type { Leg } from '../../telephony/simulator/leg.ts';
import { PHONE_STATES } from '../../telephony/simulator/phones.ts';
import { CALL_SID } from '../../telephony/twilio/sid.ts';

const keys = z.string().regex(/^[0-9*#]{1,40}$/);
const sid = z.string().regex(CALL_SID);
const phone = z.string().min(1).max(40);

/** How the carrier takes what the service asks of it: as it should, with "too many requests", or not at all. */
const CARRIER_STATES = { works: undefined, refuses: 429, away: 'reset' } as const;
export type CarrierState = keyof typeof CARRIER_STATES;

/** What people at the web phone can do. */
export const phoneAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('dial'), phone, from: z.string().min(1).max(40).optional() }),
  z.object({ do: z.literal('press'), sid, keys }),
  z.object({ do: z.literal('pick-up'), sid, by: z.enum(['human', 'machine']) }),
  z.object({ do: z.literal('refuse'), sid, status: z.enum(['busy', 'no-answer']) }),
  z.object({ do: z.literal('hang-up'), sid }),
  z.object({ do: z.literal('text'), phone, body: z.string().min(1).max(1600) }),
  z.object({ do: z.literal('turn'), phones: z.array(phone).max(200), state: z.enum(PHONE_STATES) }),
  z.object({ do: z.literal('carrier'), state: z.enum(['works', 'refuses', 'away']) }),
]);

export type PhoneAction = z.infer<typeof phoneAction>;

type LegAction = Extract<PhoneAction, { sid: string }>;

/** Does it on the carrier. Returns whether the call it is about exists; keys nobody listens to are no error. */
export function act(action: PhoneAction, carrier: SimulatedCarrier): boolean {
  if (!('sid' in action)) {
    actOnLine(action, carrier);
    return true;
  }
  const leg = carrier.legs.find((each) => each.sid === action.sid);
  if (!leg) return false;
  actOnLeg(action, leg, carrier);
  return true;
}

/** How the carrier is set, for the page. */
export function carrierStateOf({ faultiness }: SimulatedCarrier): CarrierState {
  if (faultiness.standing === undefined) return 'works';
  return faultiness.standing === 'reset' ? 'away' : 'refuses';
}

function actOnLine(action: Exclude<PhoneAction, LegAction>, carrier: SimulatedCarrier): void {
  if (action.do === 'dial') carrier.dialIn({ phone: action.phone, from: action.from ?? action.phone });
  else if (action.do === 'text') void carrier.sendText(action.phone, action.body);
  else if (action.do === 'turn') for (const phone of action.phones) carrier.phones.turn(phone, action.state);
  else carrier.faultiness.standing = CARRIER_STATES[action.state];
  carrier.changed();
}

function actOnLeg(action: LegAction, leg: Leg, carrier: SimulatedCarrier): void {
  if (action.do === 'press') carrier.press(leg, action.keys);
  else if (action.do === 'pick-up') carrier.pickUp(leg, action.by);
  else if (action.do === 'refuse') carrier.refuse(leg, action.status);
  else void carrier.hangUp(leg);
}
