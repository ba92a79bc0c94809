import type { Conference, ConferenceEvent } from '../conference.ts';
import type { LegStage } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';

/** Longest a Dial lasts when nothing is said: four hours, as with Twilio. */
const LONGEST_SECONDS = 14_400;

/**
 * Takes the leg into a conference until it leaves, is sent away, or the room ends.
 * @returns what the Dial's action is told
 */
export async function meet(dial: Verb, noun: Verb, stage: LegStage): Promise<Record<string, string>> {
  const { leg, exchange } = stage;
  const room = exchange.room(noun.text);
  const { startConferenceOnEnter, endConferenceOnExit } = noun.attributes;
  const report = (events: ConferenceEvent[]) => tellWatchers(events, room, noun, stage);

  const events = room.enter(leg, {
    startsOnEnter: startConferenceOnEnter !== 'false',
    endsOnExit: endConferenceOnExit === 'true',
  });
  for (const each of room.talking ? room.legs : [leg]) {
    each.note('note', room.talking ? 'joined' : 'waiting', exchange.now());
  }
  await report(events);
  if (!room.talking) await hearMusic(noun, stage);
  try {
    await stay(dial, room, stage);
  } finally {
    await report(room.leave(leg));
    exchange.changed();
  }
  return { DialCallStatus: 'completed' };
}

async function stay(dial: Verb, room: Conference, stage: LegStage): Promise<void> {
  const { timeLimit, hangupOnStar } = dial.attributes;
  const bounded = timeLimit !== undefined;
  while (room.legs.includes(stage.leg)) {
    const input = await stage.listenFor(
      { for: 'conference', room: room.name, bounded },
      Number(timeLimit ?? LONGEST_SECONDS),
    );
    const leaves = input.kind === 'keys' && input.keys.includes('*') && hangupOnStar === 'true';
    if (leaves || input.kind === 'time-up') return;
  }
}

/** What is heard until the conference begins: Twilio's own music, nothing, or what the service says. */
async function hearMusic(noun: Verb, stage: LegStage): Promise<void> {
  const { waitUrl, waitMethod } = noun.attributes;
  const { leg, exchange } = stage;
  if (waitUrl === '') return;
  if (waitUrl !== undefined) {
    const script = await stage.read(stage.target(waitUrl, waitMethod));
    const verbs = script.ok ? script.verbs : [];
    for (const verb of verbs.filter(({ name }) => name === 'Say')) {
      leg.note('said', verb.text, exchange.now(), verb.attributes.language);
    }
  }
  leg.note('played', 'music', exchange.now());
}

async function tellWatchers(
  events: ConferenceEvent[],
  room: Conference,
  noun: Verb,
  stage: LegStage,
): Promise<void> {
  const { statusCallback, statusCallbackEvent = '', statusCallbackMethod } = noun.attributes;
  if (statusCallback === undefined) return;
  const { exchange, leg } = stage;
  const wanted = statusCallbackEvent.split(' ');
  for (const event of events.filter((each) => wanted.includes(each))) {
    await exchange.send({
      kind: 'conference',
      url: stage.resolve(statusCallback),
      method: statusCallbackMethod === 'GET' ? 'GET' : 'POST',
      params: {
        AccountSid: exchange.accountSid,
        ConferenceSid: room.sid,
        FriendlyName: room.name,
        StatusCallbackEvent:
          event === 'join' || event === 'leave' ? `participant-${event}` : `conference-${event}`,
        ...(event === 'join' || event === 'leave' ? { CallSid: leg.sid } : {}),
        Timestamp: exchange.now().toUTCString(),
      },
    });
  }
}
