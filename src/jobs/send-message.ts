import type { Tx } from '../db/database.ts';
import { HotlineError } from '../errors.ts';
import type { Message } from '../messages/message.ts';
import { changeMessage, lockMessage } from '../messages/message-store.ts';
import { changePage } from '../paging/page-store.ts';
import { type ClaimedTimer, postponeTimer } from '../timers.ts';
import { backoff } from './backoff.ts';
import type { Job, Shop } from './job.ts';

/**
 * Sends an SMS. Pages are sent again when it is not known whether they went out; what customers get is sent at most
 * once: a second "we will call you" would frighten more than a missing one.
 */
export const sendMessage: Job = async (shop, timer) => {
  const message = await shop.database.transaction((tx) => intend(tx, timer.subject));
  if (!message) return;
  try {
    const { sid } = await shop.carrier.sendSms({
      to: message.toNumber,
      from: message.fromNumber,
      body: message.body,
      statusUrl: shop.urls.smsStatus(message.id),
      ...(message.validSeconds === null ? {} : { validSeconds: message.validSeconds }),
    });
    const at = shop.now();
    await shop.database.transaction(async (tx) => {
      await changeMessage(tx, message.id, { status: 'sent', sid, sentAt: at });
      if (message.pageId) await changePage(tx, message.pageId, 'sent', at);
    });
  } catch (error) {
    await fail(shop, timer, message, error);
  }
};

async function intend(tx: Tx, id: string): Promise<Message | null> {
  const message = await lockMessage(tx, id);
  if (!message || (message.status !== 'planned' && message.status !== 'sending')) return null;
  const mayHaveGoneOut = message.status === 'sending' && message.audience === 'customer';
  await changeMessage(tx, id, { status: mayHaveGoneOut ? 'unknown' : 'sending' });
  return mayHaveGoneOut ? null : message;
}

async function fail(shop: Shop, timer: ClaimedTimer, message: Message, error: unknown): Promise<void> {
  const { log, now } = shop;
  const code = error instanceof HotlineError ? error.code : undefined;
  const said = error instanceof Error ? error.message : String(error);
  if (code === 'carrier-refused') {
    log.error({ err: error, message: message.id }, 'the carrier refused an SMS');
    await shop.database.transaction(async (tx) => {
      await changeMessage(tx, message.id, { status: 'failed', error: said });
      if (message.pageId) await changePage(tx, message.pageId, 'failed', now(), said);
    });
    return;
  }
  log.warn({ err: error, message: message.id, attempts: timer.attempts }, 'an SMS could not be sent yet');
  const unknownToCustomer = code !== 'carrier-busy' && message.audience === 'customer';
  await shop.database.transaction(async (tx) => {
    await changeMessage(tx, message.id, { status: unknownToCustomer ? 'unknown' : 'planned', error: said });
    if (!unknownToCustomer)
      await postponeTimer(tx, timer, new Date(now().getTime() + backoff(timer.attempts)));
  });
}
