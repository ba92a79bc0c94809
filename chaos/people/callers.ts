import type { Leg } from '../../src/telephony/simulator/leg.ts';
import type { Random } from '../random.ts';
import { CONTACTS, type Contact, STRANGERS } from './cast.ts';
import type { Deed, Person } from './person.ts';

/** Who calls and what for. */
export type Part = 'whole call' | 'hangs up early' | 'number withheld' | 'stranger';

/** One scripted call, and what its caller did: the ledger holds the service to it. */
export interface Caller {
  part: Part;
  contact: Contact | undefined;
  /** what the network shows, and the phone it is called from */
  from: string;
  phone: string;
  leg: Leg | undefined;
  /** the severity keyed by a caller who was recognised; the last one, if the question came again */
  keyed: number | undefined;
  /** got as far as the question that follows the severity: whatever broke, this call is one that was taken */
  served: boolean;
  person: Person;
}

const SHARES: readonly [Part, number][] = [
  ['whole call', 0.72],
  ['hangs up early', 0.1],
  ['number withheld', 0.08],
  ['stranger', 0.1],
];
const SEVERITIES = [1, 1, 1, 2, 2, 2, 2, 2, 3, 4];
/** Of critical callers: those who stay on the line. */
const STAY_SHARE = 0.4;
const RECORD_SHARE = 0.3;

/** The callers of a run, in their order. Contacts call in turns, so that nobody is on two calls at once. */
export function castCallers(count: number, random: Random): Caller[] {
  const contacts = random.shuffled(CONTACTS);
  return Array.from({ length: count }, (_, index) => {
    const part = choosePart(random);
    const contact = contacts[index % contacts.length];
    return part === 'stranger' || contact === undefined ? stranger(random) : customer(part, contact, random);
  });
}

function choosePart(random: Random): Part {
  let left = random.next();
  for (const [part, share] of SHARES) {
    left -= share;
    if (left < 0) return part;
  }
  return 'whole call';
}

function stranger(random: Random): Caller {
  const phone = random.pick(STRANGERS);
  const person: Person = { asked: () => 'hang-up', inConference: () => 'nothing' };
  return {
    part: 'stranger',
    contact: undefined,
    from: phone,
    phone,
    leg: undefined,
    keyed: undefined,
    served: false,
    person,
  };
}

function customer(part: Part, contact: Contact, random: Random): Caller {
  const severity = random.pick(SEVERITIES);
  const stays = random.happens(STAY_SHARE);
  const records = random.happens(RECORD_SHARE);
  const press = (keys: string): Deed => ({ press: keys });
  const deeds: Record<string, () => Deed> = {
    language: () => press('2'),
    'customer-number': () => press(`${contact.customer}#`),
    pin: () => press(`${contact.pin}#`),
    'open-case': () => press('2'),
    menu: () => press('1'),
    severity() {
      caller.keyed = severity;
      return press(String(severity));
    },
    'severity-confirm': () => press('1'),
    consent() {
      caller.served = true;
      return part === 'hangs up early' ? 'hang-up' : press(records ? '1' : '2');
    },
    describe: () => ({ speak: 12 }),
    'callback-number': () => press('1'),
    'callback-number-entry': () => press(`${contact.phone.replace('+49', '0')}#`),
    'callback-number-confirm': () => press('1'),
    hold: () => press(stays ? '1' : '2'),
    // the carrier's own recorder, while we cannot serve anybody
    message: () => ({ speak: 3 }),
    thanks: () => ({ speak: 3 }),
  };
  const caller: Caller = {
    part,
    contact,
    from: part === 'number withheld' ? 'anonymous' : contact.phone,
    phone: contact.phone,
    leg: undefined,
    keyed: undefined,
    served: false,
    person: {
      asked: (state) => deeds[state]?.() ?? 'hang-up',
      inConference: (talking) => (talking ? 'hang-up' : 'nothing'),
    },
  };
  return caller;
}
