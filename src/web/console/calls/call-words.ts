import { nameState } from '../../../domain/flow/titles.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import { type TitledWords, type Words, wordFor } from '../words/index.ts';

/** Whose phone is at the other end, as well as it is known. */
export function otherParty(call: CallRow, words: Words): string {
  const known = call.engineerName ?? call.contactName ?? call.customerName;
  if (known !== null) return known;
  return call.party === 'engineer' ? words.actors.supervisors : (otherNumber(call) ?? words.calls.unknown);
}

/** Whose phone it leads to, or comes from: an engineer who rings is no customer. */
export function sayParty({ party, engineer }: Pick<CallRow, 'party' | 'engineer'>, { calls }: Words): string {
  return party === 'caller' && engineer !== null ? calls.fromEngineers : calls.party[party];
}

/** The number at the other end; null if it was withheld. */
export function otherNumber({ direction, fromNumber, toNumber }: CallRow): string | null {
  return direction === 'inbound' ? fromNumber : toNumber;
}

/** What came of a call: where it ended, or how it stands. */
export function whatCameOfIt(call: CallRow, words: TitledWords): string {
  const status = wordFor(words.callStatus, call.status);
  return call.answeredAt === null ? status : `${status}: ${nameState(words.titles, call.state)}`;
}

/** Milliseconds from its beginning to its end, or null while it goes on. */
export function lengthOf({ startedAt, endedAt }: CallRow): number | null {
  return endedAt === null ? null : endedAt.getTime() - startedAt.getTime();
}
