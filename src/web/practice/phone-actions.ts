import { z } from 'zod';
import type { Carrier } from '../../telephony/simulator/carrier.ts';
import type { Leg } from '../../telephony/simulator/leg.ts';

const keys = z.string().regex(/^[0-9*#]{1,40}$/);
const sid = z.string().regex(/^CA[0-9a-f]{32}$/);
const phone = z.string().min(1).max(40);

/** What people at the web phone can do. */
export const phoneAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('dial'), phone, from: z.string().min(1).max(40).optional() }),
  z.object({ do: z.literal('press'), sid, keys }),
  z.object({ do: z.literal('pick-up'), sid, by: z.enum(['human', 'machine']) }),
  z.object({ do: z.literal('refuse'), sid, status: z.enum(['busy', 'no-answer']) }),
  z.object({ do: z.literal('hang-up'), sid }),
  z.object({ do: z.literal('text'), phone, body: z.string().min(1).max(1600) }),
]);

export type PhoneAction = z.infer<typeof phoneAction>;

/** Does it on the carrier. Returns whether the call it is about exists; keys nobody listens to are no error. */
export function act(action: PhoneAction, carrier: Carrier): boolean {
  if (action.do === 'dial') {
    carrier.dialIn({ phone: action.phone, from: action.from ?? action.phone });
    return true;
  }
  if (action.do === 'text') {
    void carrier.sendText(action.phone, action.body);
    return true;
  }
  const leg = carrier.legs.find((each) => each.sid === action.sid);
  if (!leg) return false;
  actOnLeg(action, leg, carrier);
  return true;
}

function actOnLeg(action: Exclude<PhoneAction, { do: 'dial' | 'text' }>, leg: Leg, carrier: Carrier): void {
  if (action.do === 'press') carrier.press(leg, action.keys);
  else if (action.do === 'pick-up') carrier.pickUp(leg, action.by);
  else if (action.do === 'refuse') carrier.refuse(leg, action.status);
  else void carrier.hangUp(leg);
}
