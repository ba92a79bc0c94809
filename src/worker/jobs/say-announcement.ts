import { findEngineersLeg } from '../../domain/callbacks/callback-store.ts';
import { findTalk } from '../../domain/callbacks/find-talk.ts';
import { isInRoom } from '../../domain/callbacks/other-in-talk.ts';
import { findAnnouncement } from '../../domain/listening/announcement-store.ts';
import { settleAnnouncement } from '../../domain/listening/create-announcement.ts';
import { standingOf } from '../../domain/listening/decide-listening.ts';
import type { Announcement } from '../../domain/listening/listener.ts';
import { findListenerOfAnnouncement } from '../../domain/listening/listener-store.ts';
import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Job, JobDeps } from './job.ts';

/** So often the carrier is asked, with pauses of 1 and 2 seconds: whoever waits for it hears then that it could not be made. */
const MAX_TRIES = 3;
/** So soon it is looked again whether somebody is back in the talk. */
const AGAIN_MS = 2_000;

/** Has the carrier say something into a talk. What it refuses, and what it has left open too often, is not made. */
export const sayAnnouncement: Job = async (deps, timer) => {
  const announcement = await findAnnouncement(deps.database, timer.subject);
  if (!announcement || standingOf(announcement, deps.now()) !== 'under-way') return;
  if (!(await isStillTalked(deps, announcement))) return giveUp(deps, announcement.id);
  if (await isEngineerAside(deps, announcement)) return later(deps, announcement.id);
  try {
    await deps.carrier.announce(announcement.ticketNumber, deps.urls.announcement(announcement.id));
  } catch (error) {
    const code = error instanceof HotlineError ? error.code : undefined;
    if (code === 'overtaken') throw error;
    const isFinal = code === 'carrier-refused' || code === 'not-found' || timer.attempts >= MAX_TRIES;
    if (!isFinal) throw error;
    const { id, prompt } = announcement;
    deps.log.warn({ err: error, announcement: id, prompt }, 'an announcement could not be made in a call');
    await giveUp(deps, id);
  }
};

/** What was meant for one talk is not said into the next one about the same ticket. */
async function isStillTalked({ database }: JobDeps, { ticketNumber, attemptId }: Announcement) {
  return database.transaction(async (tx) => (await findTalk(tx, ticketNumber))?.id === attemptId);
}

/** What goes before a listener is said once both can hear it. */
async function isEngineerAside({ database, runner }: JobDeps, { id, attemptId }: Announcement) {
  if ((await findListenerOfAnnouncement(database, id)) === null) return false;
  const leg = await findEngineersLeg(database, attemptId);
  return leg !== null && !isInRoom(leg, await runner.scripts.of(database, leg.visit));
}

async function later({ database, now }: JobDeps, subject: string): Promise<void> {
  const dueAt = new Date(now().getTime() + AGAIN_MS);
  await database.transaction((tx) => setTimer(tx, { kind: 'announce', subject, dueAt }));
}

async function giveUp({ database, now }: JobDeps, id: string): Promise<void> {
  await database.transaction((tx) => settleAnnouncement({ tx, now: now() }, id, 'failed'));
}
