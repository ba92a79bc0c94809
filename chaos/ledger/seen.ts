import type { Leg } from '../../src/telephony/simulator/leg.ts';
import type { Caller } from '../people/callers.ts';
import type { Line } from '../people/line.ts';

/** What the carrier has seen when the run is over: it is no part of ours, so that its word counts. */
export interface Seen {
  callers: readonly (Caller & { leg: Leg })[];
  /** SIDs of calls that the lifeboat served */
  lifeboat: ReadonlySet<string>;
  /** SIDs of calls that were put through to a person or a recorder because a step failed on our side */
  emergencies: ReadonlySet<string>;
  /** requests for a message that the carrier accepted, by the service's own id of it */
  messages: readonly { id: string; to: string; body: string; at: Date }[];
  /** requests for a leg that the carrier accepted, by the service's own id of it */
  legs: readonly { callId: string; to: string; at: Date; until: Date | undefined }[];
  /** SIDs of the legs that were over for a while when the books were closed */
  over: ReadonlySet<string>;
  /** what was wrong with what the service said, as the carrier understood it */
  complaints: readonly string[];
}

/** What the carrier notes when it had no answer at all: a fault of ours that is counted elsewhere. */
const NO_ANSWER =
  /gave no answer|was answered with|answered (fetch|The operation|50[024]$)|which is not the service|messaging URL/;

/** @param before when a leg has to be over for its end to be on record */
export function lookBack({ carrier, lifeboat }: Line, callers: readonly Caller[], before: Date): Seen {
  const { legs, texting, recordings } = carrier;
  const dialled = legs.flatMap(({ parent }) => parent?.sid ?? []);
  const recorded = [...recordings.values()].map(({ callSid }) => callSid);
  return {
    callers: callers.filter((caller): caller is Caller & { leg: Leg } => caller.leg !== undefined),
    lifeboat,
    emergencies: new Set([...dialled, ...recorded]),
    messages: texting.messages
      .filter(({ direction }) => direction === 'outbound-api')
      .map(({ statusCallback, to, body, createdAt }) => ({
        id: nameIn(statusCallback, 'message'),
        to,
        body,
        at: createdAt,
      })),
    legs: legs
      .filter(({ direction }) => direction === 'outbound-api')
      .map(({ progress, to, startedAt, endedAt }) => ({
        callId: nameIn(progress?.url, 'leg'),
        to,
        at: startedAt,
        until: endedAt,
      })),
    over: new Set(legs.filter(({ endedAt }) => endedAt && endedAt < before).map(({ sid }) => sid)),
    complaints: carrier.faults.map(({ problem }) => problem).filter((problem) => !NO_ANSWER.test(problem)),
  };
}

function nameIn(url: string | undefined, name: string): string {
  return new URL(url ?? 'http://nowhere').searchParams.get(name) ?? '';
}
