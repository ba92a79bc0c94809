import type { Conference } from '../conference.ts';
import { reportOfRoom } from '../report-of-room.ts';
import type { LegStage } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';

/** Longest a Dial lasts when nothing is said: four hours, as with Twilio. */
const MAX_SECONDS = 14_400;

/**
 * Takes the leg into a conference until it leaves, is sent away, or the room ends.
 * @returns what the Dial's action is told
 */
export async function meet(dial: Verb, noun: Verb, stage: LegStage): Promise<Record<string, string>> {
  const { leg, exchange } = stage;
  const room = exchange.room(noun.text);
  const { startConferenceOnEnter, endConferenceOnExit, muted, coach } = noun.attributes;
  if (coach !== undefined && !isCoachable(coach, room)) {
    // https://www.twilio.com/docs/api/errors/13240: the call goes on to the action
    leg.note('note', 'not let in: nobody to coach', exchange.now());
    return { DialCallStatus: 'failed' };
  }
  if (room.legs.length === 0) room.watcher = watcherIn(noun, stage);
  const report = (events: Parameters<typeof reportOfRoom>[1]) => reportOfRoom(room, events, exchange, leg);

  const events = room.enter(leg, {
    startsOnEnter: startConferenceOnEnter !== 'false',
    endsOnExit: endConferenceOnExit === 'true',
    muted: muted === 'true',
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

/** Only whoever is in a conference that goes on can be coached. */
function isCoachable(coached: string, room: Conference): boolean {
  return room.status === 'in-progress' && room.legs.some(({ sid }) => sid === coached);
}

async function stay(dial: Verb, room: Conference, stage: LegStage): Promise<void> {
  const { timeLimit, hangupOnStar } = dial.attributes;
  const bounded = timeLimit !== undefined;
  while (room.legs.includes(stage.leg)) {
    const input = await stage.listenFor(
      { for: 'conference', room: room.name, bounded },
      Number(timeLimit ?? MAX_SECONDS),
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

/** Who is told of a room is said by the first who enters it: https://www.twilio.com/docs/voice/twiml/conference#attributes-statuscallback */
function watcherIn(noun: Verb, stage: LegStage): Conference['watcher'] {
  const { statusCallback, statusCallbackEvent = '', statusCallbackMethod } = noun.attributes;
  if (statusCallback === undefined) return undefined;
  return {
    url: stage.resolve(statusCallback),
    method: statusCallbackMethod === 'GET' ? 'GET' : 'POST',
    events: statusCallbackEvent.split(' '),
  };
}
