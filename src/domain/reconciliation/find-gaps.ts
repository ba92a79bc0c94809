import type { CarrierCall, CarrierMessage, CarrierRecording } from '../carrier/carrier.ts';

/** What the carrier keeps of a span of time. */
export interface CarrierSide {
  calls: readonly CarrierCall[];
  recordings: readonly CarrierRecording[];
  messages: readonly CarrierMessage[];
}

/** What is on record here of what the carrier named. */
export interface OurSide {
  /** calls by the carrier's name, and whether they have ended */
  calls: ReadonlyMap<string, { ended: boolean }>;
  recordings: ReadonlySet<string>;
  messages: ReadonlySet<string>;
}

/** What the carrier knows and we do not. */
export interface Gaps {
  /** calls that never reached us */
  calls: CarrierCall[];
  /** what was recorded on those, and on calls of ours without our hearing of it */
  recordings: CarrierRecording[];
  messages: CarrierMessage[];
  /** since when something has been under way whose end must be waited for; null: nothing is */
  pendingSince: Date | null;
}

const FINAL: readonly CarrierCall['status'][] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** What is younger than this may be on its way to us just now. */
const GRACE_MS = 60_000;

/**
 * Holds the carrier's record against ours. Whatever has not ended, or only just, is left for the next time: a call that
 * rings is about to reach us, and a recording that is being made has nothing to listen to.
 */
export function findGaps(carrier: CarrierSide, ours: OurSide, now: Date): Gaps {
  const settled = (at: Date | null, lasted = 0) =>
    at !== null && at.getTime() + lasted * 1_000 + GRACE_MS <= now.getTime();
  const [calls, ringing] = split(
    carrier.calls.filter(({ sid }) => !ours.calls.has(sid)),
    ({ status, startedAt, endedAt }) => FINAL.includes(status) && settled(endedAt ?? startedAt),
  );
  const over = new Set(calls.map(({ sid }) => sid));
  const isOver = (sid: string) => over.has(sid) || ours.calls.get(sid)?.ended === true;
  const [recordings, unfinished] = split(
    recordingsOfOurs(carrier, ours),
    ({ callSid, ready, createdAt, seconds }) =>
      ready === true && isOver(callSid) && settled(createdAt, seconds),
  );
  const [messages, arriving] = split(
    carrier.messages.filter(({ sid }) => !ours.messages.has(sid)),
    ({ sentAt }) => settled(sentAt),
  );
  return { calls, recordings, messages, pendingSince: earliest([...ringing, ...unfinished, ...arriving]) };
}

/** Unknown ones on our calls. What was recorded on a call that nobody names belongs to another number of the account. */
function recordingsOfOurs(carrier: CarrierSide, ours: OurSide): CarrierRecording[] {
  const listed = new Set(carrier.calls.map(({ sid }) => sid));
  return carrier.recordings.filter(
    ({ sid, callSid, ready, seconds }) =>
      ready !== null &&
      (seconds > 0 || !ready) &&
      !ours.recordings.has(sid) &&
      (listed.has(callSid) || ours.calls.has(callSid)),
  );
}

/** One of the things that the carrier keeps a record of. */
export type Gap = CarrierCall | CarrierRecording | CarrierMessage;

/** When the first of some pieces began; null: there is none. */
export function earliest(
  items: readonly { startedAt?: Date; createdAt?: Date; sentAt?: Date }[],
): Date | null {
  const instants = items.flatMap(
    ({ startedAt, createdAt, sentAt }) => startedAt ?? createdAt ?? sentAt ?? [],
  );
  return instants.length === 0 ? null : new Date(Math.min(...instants.map(Number)));
}

function split<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
