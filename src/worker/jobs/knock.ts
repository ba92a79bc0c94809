import { languageOf } from '../../domain/escalation/find-recipients.ts';
import { smsText } from '../../domain/messages/write-sms.ts';
import { type Engineer, findEngineer } from '../../domain/oncall/engineers/engineer-store.ts';
import { type Knock, knockOf } from '../../domain/push/knock.ts';
import { openKey } from '../../domain/push/push-keys.ts';
import { type PushOutcome, sendPush } from '../../domain/push/push-sender.ts';
import {
  findSubscriptionsOf,
  noteTakenBy,
  removeSubscription,
  type SubscriptionRow,
} from '../../domain/push/push-store.ts';
import { targetOf } from '../../domain/push/subscribe.ts';
import { describeTicket } from '../../domain/tickets/describe-ticket.ts';
import type { Ticket } from '../../domain/tickets/ticket.ts';
import { findTicket } from '../../domain/tickets/ticket-store.ts';
import { postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import type { Job, JobDeps } from './job.ts';

/** A push service that is busy is asked again so often; SMS and calls go on meanwhile. */
const MAX_TRIES = 3;
const AGAIN_MS = 10_000;
const MILD_MS = 60_000;
const UNVERIFIED_MS = 5 * 60_000;

/**
 * Knocks on every device of an engineer who was just paged. It is a further way to wake somebody and no way to reach them:
 * whatever comes of it changes nothing about the page, and nobody waits for it.
 */
export const sendKnock: Job = async (deps, timer) => {
  const { database, now } = deps;
  const knock = knockOf(timer.subject);
  const [ticket, engineer] = await Promise.all([
    findTicket(database, knock.ticketNumber),
    findEngineer(database, knock.engineer),
  ]);
  // somebody has it: there is nothing left to wake anybody for
  if (ticket?.status !== 'open' || !engineer || engineer.retired) return;
  const all = await findSubscriptionsOf(database, engineer.key);
  const quietMs = quietAfter(ticket, timer.attempts > 1);
  const subscriptions = all.filter((one) => !hasTaken(one, now(), quietMs));
  if (subscriptions.length === 0) return;
  const words = await wordsOfKnock(deps, ticket, engineer);
  const sent = await Promise.all(
    subscriptions.map(async (one) => ({ one, outcome: await sendTo(deps, one, { knock, ticket, words }) })),
  );
  const idsOf = (outcome: PushOutcome) =>
    sent.flatMap((each) => (each.outcome === outcome ? each.one.id : []));
  await noteTakenBy(database, idsOf('taken'), now());
  for (const id of idsOf('gone')) await removeSubscription(database, id);
  for (const { outcome } of sent) deps.onKnock?.(outcome);
  // whoever has taken it puts it in the place of the one before
  if (idsOf('busy').length > 0 && timer.attempts < MAX_TRIES)
    await database.transaction((tx) => postponeTimer(tx, timer, new Date(now().getTime() + AGAIN_MS)));
};

/**
 * For how long a device that has taken a notification is left in peace, as an SMS would wait: severe tickets knock at once, mild
 * ones not right after another, nor those that anybody could have opened. Of a knock that is tried again, those that have it.
 */
function quietAfter({ verified, severity }: Ticket, isAgain: boolean): number {
  if (!verified) return UNVERIFIED_MS;
  if (severity > 2) return MILD_MS;
  return isAgain ? MAX_TRIES * AGAIN_MS : 0;
}

function hasTaken({ takenAt }: SubscriptionRow, at: Date, withinMs: number): boolean {
  return takenAt !== null && at.getTime() - takenAt.getTime() < withinMs;
}

/** As much as may stand on a locked screen. */
async function wordsOfKnock(
  { database, hotline, now, push }: JobDeps,
  ticket: Ticket,
  engineer: Engineer,
): Promise<string> {
  const vars = await describeTicket(database, ticket, now());
  const text = push.showsCustomer ? 'knock-named' : 'knock';
  const [reader = ''] = engineer.phones;
  return smsText(hotline, languageOf(hotline, engineer.languages), text, { ...vars, reader });
}

async function sendTo(
  { push, log }: JobDeps,
  subscription: SubscriptionRow,
  { knock, ticket, words }: { knock: Knock; ticket: Ticket; words: string },
): Promise<PushOutcome> {
  const { key } = subscription;
  const [target, privateKey] = [targetOf(push.encryption, subscription), openKey(push.encryption, key)];
  // sealed under a SECRET_KEY of before: the browser subscribes anew when its app is opened
  if (target === null || privateKey === null) return 'gone';
  const payload = JSON.stringify({ ticket: knock.ticketNumber, severity: ticket.severity, text: words });
  const keys = { publicKey: key.publicKey, privateKey };
  const message = { payload, topic: `ticket-${knock.ticketNumber}` };
  const outcome = await sendPush(target, message, { keys, subject: push.subject });
  if (outcome !== 'taken')
    log.warn(
      { outcome, ticket: knock.ticketNumber, engineer: knock.engineer },
      'a notification was not taken by its push service',
    );
  return outcome;
}
