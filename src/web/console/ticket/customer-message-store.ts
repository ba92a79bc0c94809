import type { MessageStatus } from '../../../domain/messages/message.ts';
import type { Db } from '../../../platform/db/database.ts';

/** An SMS that was sent to the customer about a ticket. What they wrote stands on the timeline itself. */
export interface CustomerMessage {
  at: Date;
  body: string;
  status: MessageStatus;
}

/** The first ones of a ticket, in order. */
export async function listCustomerMessages(
  db: Db,
  ticketNumber: string,
  limit: number,
): Promise<CustomerMessage[]> {
  return db.query<CustomerMessage>(
    `select created_at as at, body, status from messages
     where ticket_number = $1 and audience = 'customer' and direction = 'outbound' order by created_at, id limit $2`,
    [ticketNumber, limit],
  );
}
