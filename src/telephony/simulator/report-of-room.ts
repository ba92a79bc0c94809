import type { Conference, ConferenceEvent } from './conference.ts';
import type { Exchange } from './exchange.ts';
import type { Leg } from './leg.ts';

/** What an event is called where it is wanted, and in the report of it. */
const NAMES: Record<ConferenceEvent, string> = {
  start: 'conference-start',
  end: 'conference-end',
  join: 'participant-join',
  leave: 'participant-leave',
};

/** Tells whoever watches a room what has happened in it. */
export async function reportOfRoom(
  room: Conference,
  events: readonly ConferenceEvent[],
  exchange: Exchange,
  leg: Leg,
): Promise<void> {
  for (const event of events) {
    const about: Record<string, string> = event === 'join' || event === 'leave' ? { CallSid: leg.sid } : {};
    await report(room, { wanted: event, called: NAMES[event], about }, exchange);
  }
}

/** Tells them that an announcement was said to the end, or will not be. */
export async function reportAnnouncement(
  room: Conference,
  { ended, url }: { ended: boolean; url: string },
  exchange: Exchange,
): Promise<void> {
  const about: Record<string, string> = {
    AnnounceUrl: url,
    ...(ended ? {} : { ReasonAnnouncementFailed: 'The announcement could not be played' }),
  };
  const called = ended ? 'announcement-end' : 'announcement-fail';
  await report(room, { wanted: 'announcement', called, about }, exchange);
}

/** https://www.twilio.com/docs/voice/twiml/conference#request-parameters */
async function report(
  room: Conference,
  { wanted, called, about }: { wanted: string; called: string; about: Record<string, string> },
  exchange: Exchange,
): Promise<void> {
  const { watcher } = room;
  if (!watcher?.events.includes(wanted)) return;
  await exchange.send({
    kind: 'conference',
    url: watcher.url,
    method: watcher.method,
    params: {
      AccountSid: exchange.accountSid,
      ConferenceSid: room.sid,
      FriendlyName: room.name,
      SequenceNumber: String(room.sequence++),
      StatusCallbackEvent: called,
      Timestamp: exchange.now().toUTCString(),
      ...about,
    },
  });
}
