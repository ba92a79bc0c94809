import { setTimer } from '../../platform/timers/timer-store.ts';
import { morningFrom } from '../calendar/morning.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { TAM_POLICY } from '../escalation/built-in-policies.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { awayUntil } from '../oncall/engineers/absence-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { phonesFor } from './decide-channels.ts';
import { calendarOfManager, takeDigest } from './digest-store.ts';
import { listTicketsInWords, MAX_LISTED } from './list-tickets.ts';
import { notifyEngineer } from './notify.ts';

/**
 * The account manager's morning: what is open of their customers and came in since the last digest, in one SMS. Whoever is
 * away gets it on the morning they are back.
 * @param boardUrl where the rest is to be seen
 */
export async function sendDigest(work: HotlineWork, engineerKey: string, boardUrl: string): Promise<void> {
  const { tx, hotline, now } = work;
  const manager = await findEngineer(tx, engineerKey);
  if (!manager || manager.retired) return;
  const back = await awayUntil(tx, engineerKey, now);
  if (back !== null) {
    const name = await calendarOfManager(tx, engineerKey);
    if (name === null) return;
    const { calendar } = await calendarOf(tx, name);
    const dueAt = morningFrom(calendar, back);
    await setTimer(tx, { kind: 'account-digest', subject: engineerKey, dueAt });
    return;
  }
  const tickets = await takeDigest(tx, engineerKey, TAM_POLICY, now);
  if (tickets.length === 0) return;
  const language = languageOf(hotline, manager.languages);
  const [phone = ''] = phonesFor(manager, 'sms');
  const open = await listTicketsInWords(work, { language, phone }, tickets.slice(0, MAX_LISTED));
  const left = tickets.length - MAX_LISTED;
  const words =
    left > 0
      ? { text: 'tam-digest-more', vars: { open, count: String(left), link: boardUrl } }
      : { text: 'tam-digest', vars: { open } };
  await notifyEngineer(work, engineerKey, words);
}
