import { isInRoom } from '../callbacks/other-in-talk.ts';
import { findCall } from '../calls/call-store.ts';
import { findAnnouncement } from '../listening/announcement-store.ts';
import { standingOf } from '../listening/decide-listening.ts';
import { actorOfListener } from '../listening/end-listening.ts';
import { findTalkOfListener } from '../listening/find-talk-of-listener.ts';
import { changeListener } from '../listening/listener-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { addAuditEntry } from '../users/audit-trail-store.ts';
import { defineAction } from './action.ts';

/** Whoever waits to listen is let in, muted, once it was announced, and never without: see `standingOf`. */
export const beginListening = defineAction(
  {
    listening: {},
    waiting: { bounded: true },
    failed: {},
    over: {},
  },
  async (deps, { tx, now, call, script }) => {
    const listening = await findTalkOfListener(tx, call);
    if (!listening || !deps.hotline.listeningIn) return { outcome: 'over' };
    const { ticket, listener, talk } = listening;
    const { announcementId } = listener;
    const announcement = announcementId === null ? null : await findAnnouncement(tx, announcementId);
    const engineer = talk.engineerCallId === null ? null : await findCall(tx, talk.engineerCallId);
    const beside = engineer && isInRoom(engineer, script) ? engineer.sid : null;
    const standing = announcement ? standingOf(announcement, now, beside !== null) : 'failed';
    if (standing === 'under-way') return { outcome: 'waiting' };
    const actor = actorOfListener(listener);
    if (standing === 'failed') {
      await addEvent(tx, ticket.number, { at: now, kind: 'listener-refused', actor });
      return { outcome: 'failed' };
    }
    await changeListener(tx, listener.id, { beganAt: now });
    await addEvent(tx, ticket.number, { at: now, kind: 'listener-joined', actor });
    const entry = { action: 'listened-in', subject: ticket.number } as const;
    await addAuditEntry(tx, listener.user, entry, now);
    return { outcome: 'listening', vars: { 'beside-leg': beside ?? '' } };
  },
);
