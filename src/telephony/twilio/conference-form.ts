import { z } from 'zod';
import { sid, word } from './form-fields.ts';
import type { CarrierForm } from './form-reader.ts';
import { ACCOUNT_SID } from './sid.ts';

/** What the carrier reports of a conference. */
export interface ConferenceReport {
  /** an announcement was said to the end, or will not be; null: anything else */
  announcement: 'ended' | 'failed' | null;
  /** the address that its words came from, which names it */
  announceUrl: string;
}

const schema = z.looseObject({
  AccountSid: sid(ACCOUNT_SID).optional(),
  StatusCallbackEvent: word.optional(),
  AnnounceUrl: word.default(''),
});

/** https://www.twilio.com/docs/voice/twiml/conference#attributes-statuscallback */
export const conferenceForm: CarrierForm<z.output<typeof schema>, ConferenceReport> = {
  schema,
  read: ({ StatusCallbackEvent: event, AnnounceUrl: announceUrl }) => ({
    announcement: ANNOUNCED.get(event ?? '') ?? null,
    announceUrl,
  }),
};

const ANNOUNCED = new Map<string, 'ended' | 'failed'>([
  ['announcement-end', 'ended'],
  ['announcement-fail', 'failed'],
]);

/** A request for what is to be said to a conference: all that matters stands in its address. */
export const announcementForm: CarrierForm<{ AccountSid?: string | undefined }, null> = {
  schema: z.looseObject({ AccountSid: sid(ACCOUNT_SID).optional() }),
  read: () => null,
};
