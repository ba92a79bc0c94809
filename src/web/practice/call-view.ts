import type { SimulatedCarrier } from '../../telephony/simulator/carrier.ts';
import type { Leg, TranscriptLine } from '../../telephony/simulator/leg.ts';
import type { SimulatedMessage } from '../../telephony/simulator/message.ts';
import type { PhoneState } from '../../telephony/simulator/phones.ts';
import { type CarrierState, carrierStateOf } from './phone-actions.ts';

/** One call as the web phone shows it. Instants are RFC 3339. */
export interface LegView {
  sid: string;
  phone: string;
  from: string;
  direction: 'in' | 'out';
  status: Leg['status'];
  over: boolean;
  startedAt: string;
  answeredAt: string | undefined;
  endedAt: string | undefined;
  /** What the line waits for; `recordingSince` while a tone has sounded and somebody speaks. */
  waitsFor: string | undefined;
  recordingSince: string | undefined;
  joined: boolean;
  transcript: { kind: TranscriptLine['kind']; text: string; language: string | undefined }[];
}

export interface MessageView {
  sid: string;
  phone: string;
  direction: 'in' | 'out';
  body: string;
  status: SimulatedMessage['status'];
  at: string;
}

/** Everything the web phone shows of the carrier. `direction` is seen from the phone: `in` reached it. */
export interface LineView {
  number: string;
  legs: LegView[];
  messages: MessageView[];
  faults: { at: string; problem: string }[];
  /** how a trainer has set the carrier, and the phones that are not simply on */
  carrier: CarrierState;
  phones: Record<string, PhoneState>;
}

const NEWEST_LEGS = 40;
const NEWEST_MESSAGES = 200;
const NEWEST_FAULTS = 5;

/** The present state of the line for the page, newest last. */
export function viewOf(carrier: SimulatedCarrier): LineView {
  return {
    number: carrier.number,
    legs: carrier.legs.filter(isSomebodys(carrier)).slice(-NEWEST_LEGS).map(viewLeg),
    messages: carrier.texting.messages.slice(-NEWEST_MESSAGES).map(viewMessage),
    faults: carrier.faults
      .slice(-NEWEST_FAULTS)
      .map(({ at, problem }) => ({ at: at.toISOString(), problem })),
    carrier: carrierStateOf(carrier),
    phones: carrier.phones.set,
  };
}

/** Calls of the service to itself have no phone that could be picked up. */
function isSomebodys({ number, otherNumber }: SimulatedCarrier): (leg: Leg) => boolean {
  return ({ phone }) => phone !== number && phone !== otherNumber;
}

function viewLeg(leg: Leg): LegView {
  return {
    sid: leg.sid,
    phone: leg.phone,
    from: leg.from,
    direction: leg.direction === 'inbound' ? 'out' : 'in',
    status: leg.status,
    over: leg.over,
    startedAt: leg.startedAt.toISOString(),
    answeredAt: leg.answeredAt?.toISOString(),
    endedAt: leg.endedAt?.toISOString(),
    waitsFor: leg.waiting?.for,
    recordingSince: leg.waiting?.for === 'recording' ? leg.waiting.since.toISOString() : undefined,
    joined: leg.joined,
    transcript: leg.transcript.map(({ kind, text, language }) => ({ kind, text, language })),
  };
}

function viewMessage(message: SimulatedMessage): MessageView {
  const inbound = message.direction === 'inbound';
  return {
    sid: message.sid,
    phone: inbound ? message.from : message.to,
    direction: inbound ? 'out' : 'in',
    body: message.body,
    status: message.status,
    at: message.createdAt.toISOString(),
  };
}
