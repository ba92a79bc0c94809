import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatedCarrier } from '../../src/telephony/simulator/carrier.ts';
import type { Leg } from '../../src/telephony/simulator/leg.ts';
import type { SimulatedMessage } from '../../src/telephony/simulator/message.ts';
import type { Random } from '../random.ts';
import { ENGINEER_PHONES } from './cast.ts';
import { livesThrough, type Person } from './person.ts';

/** Whoever is rung or written to: engineers, supervisors, and customers who are called back. */
export interface EverybodyElse {
  /** How many are on the telephone. */
  busy(): number;
  /** Nobody does anything any more. */
  stop(): Promise<void>;
}

const LOOK_MS = 50;
/** What a page or a list of pages by SMS says of each ticket. */
const TICKETS_IN_PAGE = /(\d{4,}) S[1-4]/g;
const REPLY_AFTER_MS = { least: 300, most: 2_000 };
const ACKNOWLEDGE_SHARE = 0.5;
const CONNECT_SHARE = 0.2;
/** An engineer who hears nothing of what they wrote writes again. */
const HEARS_NOTHING_MS = 12_000;
const MAX_TEXTS = 4;

export function everybodyElse(carrier: SimulatedCarrier, random: Random): EverybodyElse {
  const underWay = new Set<Promise<unknown>>();
  let stopped = false;
  let legs = 0;
  let messages = 0;
  const engineers = new Set(ENGINEER_PHONES);

  const begin = (work: Promise<unknown>) => {
    const working = work.finally(() => underWay.delete(working));
    underWay.add(working);
  };
  const look = () => {
    for (; legs < carrier.legs.length; legs += 1) {
      const leg = carrier.legs[legs];
      if (leg && leg.direction !== 'inbound')
        begin(livesThrough(leg, personAt(leg, engineers, random), carrier, random));
    }
    const { texting } = carrier;
    for (; messages < texting.messages.length; messages += 1) {
      const message = texting.messages[messages];
      if (message && message.direction !== 'inbound' && engineers.has(message.to))
        begin(reply(message, carrier, random));
    }
  };
  const looking = (async () => {
    while (!stopped) {
      look();
      await pause(LOOK_MS);
    }
  })();
  return {
    busy: () => underWay.size,
    async stop() {
      stopped = true;
      await looking;
    },
  };
}

function personAt(leg: Leg, engineers: ReadonlySet<string>, random: Random): Person {
  if (leg.direction === 'outbound-dial') return supervisor;
  return engineers.has(leg.phone) ? engineer(random) : calledBack(random);
}

/** Somebody who answers day and night, and has little time. */
const supervisor: Person = { pickUp: () => 'human', asked: () => 'hang-up', inConference: () => 'hang-up' };

function engineer(random: Random): Person {
  const keys: Record<string, () => string> = {
    page: () => random.pick(['1', '1', '1', '2', '2', '3']),
    outcome: () => '1',
  };
  return {
    pickUp: () => (random.happens(0.85) ? 'human' : random.pick(['machine', 'busy', 'no-answer'])),
    asked(state) {
      const key = keys[state]?.();
      return key === undefined ? 'hang-up' : { press: key };
    },
    inConference: () => 'nothing',
  };
}

function calledBack(random: Random): Person {
  return {
    pickUp: () => (random.happens(0.85) ? 'human' : random.pick(['machine', 'busy'])),
    asked: () => ({ press: '1' }),
    // the customer ends the talk, so that the engineer is asked how it went
    inConference: (talking) => (talking ? 'hang-up' : 'nothing'),
  };
}

/** An engineer reads a page and does one of three things for each ticket in it. */
async function reply(page: SimulatedMessage, carrier: SimulatedCarrier, random: Random): Promise<void> {
  const tickets = [...page.body.matchAll(TICKETS_IN_PAGE)].flatMap((found) => found[1] ?? []);
  for (const ticket of tickets) {
    const mood = random.next();
    if (mood > ACKNOWLEDGE_SHARE + CONNECT_SHARE) continue;
    const word = mood < ACKNOWLEDGE_SHARE ? 'A' : 'C';
    await pause(random.between(REPLY_AFTER_MS.least, REPLY_AFTER_MS.most));
    await writeUntilHeard(`${word} ${ticket}`, page.to, ticket, carrier);
  }
}

async function writeUntilHeard(
  text: string,
  phone: string,
  ticket: string,
  carrier: SimulatedCarrier,
): Promise<void> {
  for (let times = 0; times < MAX_TEXTS; times += 1) {
    const before = carrier.texting.messages.length;
    await carrier.sendText(phone, text);
    for (let waited = 0; waited < HEARS_NOTHING_MS; waited += LOOK_MS * 4) {
      const answered = carrier.texting.messages
        .slice(before)
        .some(({ direction, to, body }) => direction !== 'inbound' && to === phone && body.includes(ticket));
      if (answered) return;
      await pause(LOOK_MS * 4, undefined, { ref: false });
    }
  }
}
