import type { Customer } from '../customers/customer-store.ts';
import type { MessageStatus } from '../messages/message.ts';

/** As whom the contacts know the author: their account manager, the deputy, or somebody of the team. */
export type AuthorRole = 'tam' | 'deputy' | 'team';

/** Something that all contacts of a customer are told. */
export interface ServiceUpdate {
  id: string;
  customerNumber: string;
  body: string;
  /** an engineer's key, or the name of a user */
  author: string;
  authorName: string;
  role: AuthorRole;
  channel: 'sms' | 'api' | 'console';
  writtenAt: Date;
  /** null: a draft */
  sentAt: Date | null;
}

/**
 * A contact an update was sent to, and how its last text fared; `spoken`: none arrived, and a call told them. Null once the
 * text is no longer kept.
 */
export interface Reached {
  contact: string;
  status: MessageStatus | 'spoken' | null;
}

/** Three parts of an SMS, with the frame around it. */
export const MAX_UPDATE_LENGTH = 400;
/** Contacts are told so much a day, and then they stop reading. */
export const MAX_UPDATES_A_DAY = 6;
/** A draft is sent within this time, or written anew. */
export const DRAFT_MS = 30 * 60_000;
/** The same words again within this time are a doubled request. */
export const REPEAT_MS = 10 * 60_000;

/** Which account manager of a customer an engineer is; null: none, and may not write to its contacts. */
export function roleOf(
  customer: Partial<Pick<Customer, 'tam' | 'deputy'>>,
  engineer: string,
): 'tam' | 'deputy' | null {
  if (customer.tam === engineer) return 'tam';
  return customer.deputy === engineer ? 'deputy' : null;
}
