import { type DRAWS, draw, drawMs, numberOf } from './draw.ts';
import { isNight } from './local-hours.ts';
import type { Model } from './model.ts';

/** What somebody does with a page that has reached them. */
export type Says = 'connect-me' | 'call-later' | 'pass-on';

/** One time at which a ticket reaches for somebody. */
export interface PlayedContact {
  /** which call of the replication brought the ticket */
  call: number;
  /** an engineer's key, `supervisors` or `customer` */
  who: string;
  /** how often the ticket has reached for them in this way before */
  turn: number;
  /** when it does, epoch milliseconds */
  at: number;
}

/** What people do, whoever asks: the same for the same contact. Times are whole milliseconds. */
export interface People {
  /** @returns null: the text is not seen in time */
  readText: (contact: PlayedContact) => { afterMs: number; says: Says } | null;
  /** @returns null: it rings out */
  takePageCall: (contact: PlayedContact) => Says | null;
  /** whether whoever has a ticket picks up to be connected */
  takeCallback: (contact: PlayedContact) => boolean;
  customerPicksUp: (contact: PlayedContact) => boolean;
  talk: (contact: PlayedContact) => { ms: number; isAnswer: boolean };
}

type Cause = (typeof DRAWS)[number];

/** The people of a replication: what they do is drawn, each thing from a stream of its own. */
export function drawnPeople({ seed, habits, disturbance, localTime }: Model, replication: number): People {
  const drawn = (what: Cause, { call, who, turn }: PlayedContact) =>
    draw(seed, what, { replication, call, who: numberOf(who), turn });
  const reactionOf = ({ who, at }: PlayedContact) => {
    const { day, night } = habits.people.get(who) ?? habits;
    return isNight(localTime(at)) ? night : day;
  };
  const saysOf = (stream: Cause, contact: PlayedContact): Says => {
    const word = drawn(stream, contact);
    if (word < habits.connects) return 'connect-me';
    return word < habits.connects + habits.callsLater ? 'call-later' : 'pass-on';
  };
  const isOff = ({ who }: PlayedContact) => disturbance.phonesOff.has(who);
  return {
    readText: (contact) => {
      const { smsSeen, smsMs } = reactionOf(contact);
      if (isOff(contact) || drawn('sms-seen', contact) >= smsSeen) return null;
      const afterMs = Math.max(1, Math.round(drawMs(drawn('sms-delay', contact), smsMs, 1)));
      return { afterMs, says: saysOf('sms-word', contact) };
    },
    takePageCall: (contact) =>
      isOff(contact) || drawn('call-answered', contact) >= reactionOf(contact).callAnswered
        ? null
        : saysOf('call-key', contact),
    takeCallback: (contact) => !isOff(contact) && drawn('connect-answered', contact) < habits.connectAnswered,
    customerPicksUp: (contact) => drawn('customer-answered', contact) < habits.customerAnswers,
    talk: (contact) => ({
      ms: Math.max(1, Math.round(drawMs(drawn('talk', contact), habits.talkMs, 0.6))),
      isAnswer: drawn('outcome', contact) < habits.answers,
    }),
  };
}
