import { findTalk } from '../callbacks/find-talk.ts';
import { findCall } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { queueCall } from '../calls/place-call.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../oncall/supervisors-store.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { urgency } from '../tickets/urgency.ts';
import type { User } from '../users/user.ts';
import { decideListening, type ListenRefusal } from './decide-listening.ts';
import { findListenerNow, insertListener } from './listener-store.ts';

/** Somebody's wish to listen to the talk about a ticket. */
interface ListenWish {
  ticketNumber: string;
  user: Pick<User, 'id' | 'engineer'>;
  /** which of their phones; null: the first */
  phone: string | null;
}

/**
 * Rings somebody to listen to the talk about a ticket, see `decideListening`. They are in only once they have pressed a key
 * and everybody in the talk was told. Whether their role allows it is asked before.
 */
export async function listenIn(
  work: HotlineWork,
  { ticketNumber, user, phone }: ListenWish,
): Promise<'ringing' | 'unknown' | ListenRefusal> {
  const { tx, hotline, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return 'unknown';
  const talk = await findTalk(tx, ticket.number);
  const engineer = user.engineer === null ? null : await findEngineer(tx, user.engineer);
  const rows = {
    isAllowed: hotline.listeningIn,
    talk,
    talking: [await numberOf(work, talk?.engineerCallId), await numberOf(work, talk?.customerCallId)],
    listener: await findListenerNow(tx, ticket.number),
    phones: [...(engineer?.phones ?? []), ...(await supervisorPhones(tx))],
  };
  const decided = decideListening(rows, phone);
  if ('refused' in decided) return decided.refused;
  const call = await queueCall(work, {
    party: 'engineer',
    flow: 'listen',
    to: decided.phone,
    language: languageOf(hotline, engineer?.languages ?? []),
    ticketNumber: ticket.number,
    vars: await describeTicket(tx, ticket, now),
    urgency: urgency(ticket),
  });
  const listener = { ticketNumber: ticket.number, callId: call.id, userId: user.id };
  await insertListener(tx, { ...listener, attemptId: decided.attemptId }, now);
  return 'ringing';
}

async function numberOf({ tx }: HotlineWork, callId: string | null | undefined): Promise<string | null> {
  const call = callId ? await findCall(tx, callId) : null;
  return call && (call.direction === 'inbound' ? call.fromNumber : call.toNumber);
}
