import type { Work } from '../../platform/db/work.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import type { TalkListener } from './listener.ts';
import { changeListener } from './listener-store.ts';

/** Somebody listens no more, or never did; once, however often it is told. */
export async function endListening({ tx, now }: Work, listener: TalkListener | null): Promise<boolean> {
  if (!listener || listener.endedAt !== null) return false;
  await changeListener(tx, listener.id, { endedAt: now });
  if (listener.beganAt === null) return true;
  const detail = { from: listener.beganAt.toISOString() };
  await addEvent(tx, listener.ticketNumber, {
    at: now,
    kind: 'listener-left',
    actor: actorOfListener(listener),
    detail,
  });
  return true;
}

/** Who a timeline says that it was. */
export function actorOfListener({ user }: TalkListener) {
  return { kind: 'user', ...user } as const;
}
