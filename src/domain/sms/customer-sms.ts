import type { Contact } from '../customers/customer-store.ts';

/** A customer's SMS: who wrote it, and from which number. */
export interface CustomerSms {
  /** of the message it is kept as */
  id: string;
  contact: Contact;
  /** E.164 */
  from: string;
  body: string;
  /** pictures and other files that came with it; none of them is kept */
  media: number;
}
