import { HotlineError } from '../../platform/errors.ts';
import type { Call, CallStatus } from '../calls/call.ts';
import { addCallEvents, insertCall } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { contactsByPhone } from '../customers/customer-store.ts';
import { senderNumber } from '../directory-entry/phone.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { ringFact } from '../evidence/call-facts.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { firstVisit } from '../flow/visit.ts';
import { engineerAt } from '../paging/engineer-at.ts';

const ANSWERED: readonly CallStatus[] = ['in-progress', 'completed'];

/** A call whose first ring did not reach us, as the carrier tells of it. */
export interface MissedCall {
  sid: string;
  from: string;
  to: string;
  status: CallStatus;
  /** the first ring */
  startedAt: Date;
  endedAt: Date | null;
}

/**
 * Enters a call in the call log afterwards. Whose it may be is known by its number only: a hint, never a proof.
 * @returns null if it is on record already
 */
export async function insertMissedCall(
  { tx, hotline, now }: HotlineWork,
  missed: MissedCall,
): Promise<Call | null> {
  const flow = hotline.script.flows.get('caller');
  if (!flow) throw new HotlineError('bad-flow', 'there is no flow caller');
  const from = senderNumber(missed.from, hotline.number);
  const [[contact], engineer] = await Promise.all([
    contactsByPhone(tx, from, missed.startedAt),
    engineerAt(tx, from),
  ]);
  const language = languageOf(hotline, contact ? [contact.language] : []);
  const call = await insertCall(tx, {
    sid: missed.sid,
    direction: 'inbound',
    party: 'caller',
    fromNumber: from,
    toNumber: missed.to,
    status: missed.status,
    visit: firstVisit(flow, language, hotline.script.version),
    customerNumber: contact?.customerNumber ?? null,
    engineer: contact ? null : (engineer?.key ?? null),
    startedAt: missed.startedAt,
    answeredAt: ANSWERED.includes(missed.status) ? missed.startedAt : null,
    endedAt: missed.endedAt,
  });
  if (!call) return null;
  await addCallEvents(tx, call.id, [{ at: now, kind: 'merged', state: null, detail: {} }]);
  await addFacts(tx, [ringFact(call, 'carrier')]);
  return call;
}
