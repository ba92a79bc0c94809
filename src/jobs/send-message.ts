import type { Tx } from '../db/database.ts';
import { HotlineError } from '../errors.ts';
import { noteMessageAsked } from '../explain/instants-store.ts';
import type { Message } from '../messages/message.ts';
import { changeMessage, lockMessage, lockPhoneOfPage } from '../messages/message-store.ts';
import { bundlePages, holdBackUntil, pagesInMessage, releaseBundled } from '../paging/bundle-pages.ts';
import { OPEN_PAGE } from '../paging/page.ts';
import { findPage, pageHasGone } from '../paging/page-store.ts';
import { replaceByCalls } from '../paging/replace-by-call.ts';
import { learnConsent } from '../paging/sms-consent.ts';
import { reachCustomer, reachUnlessReported } from '../reach/reach-customer.ts';
import { type ClaimedTimer, postponeTimer } from '../timers.ts';
import { backoff } from './backoff.ts';
import type { Job, Shop } from './job.ts';

/**
 * Sends an SMS. Pages are sent again when it is not known whether they went out; what customers get is sent at most
 * once: a second "we will call you" would frighten more than a missing one.
 */
export const sendMessage: Job = async (shop, timer) => {
  const message = await shop.database.transaction((tx) => intend(tx, shop, timer));
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
      const current = await lockMessage(tx, message.id);
      // its report may have been quicker than this answer
      const status = current?.status === 'sending' ? 'sent' : (current?.status ?? 'sent');
      await changeMessage(tx, message.id, { status, sid, sentAt: at });
      for (const page of await pagesInMessage(tx, message)) await pageHasGone(tx, page, at);
    });
  } catch (error) {
    await fail(shop, timer, message, error);
  }
};

/** A page that somebody has overtaken is not sent any more. @returns the message to be sent now, or null */
async function intend(tx: Tx, shop: Shop, timer: ClaimedTimer): Promise<Message | null> {
  await lockPhoneOfPage(tx, timer.subject);
  const message = await lockMessage(tx, timer.subject);
  if (!message || (message.status !== 'planned' && message.status !== 'sending')) return null;
  if (message.status === 'sending' && message.audience === 'customer') {
    await changeMessage(tx, message.id, { status: 'unknown' });
    await reachUnlessReported(tx, message.id, shop.now());
    return null;
  }
  if (message.pageId === null) {
    await changeMessage(tx, message.id, { status: 'sending' });
    await noteMessageAsked(tx, message.id, shop.now());
    return message;
  }
  const page = await findPage(tx, message.pageId);
  if (page && !OPEN_PAGE.includes(page.status)) {
    await changeMessage(tx, message.id, { status: 'withdrawn' });
    await releaseBundled(tx, message.id, shop.now());
    return null;
  }
  const until = message.status === 'planned' ? await holdBackUntil(tx, message, shop.now()) : null;
  if (until) {
    await postponeTimer(tx, timer, until);
    return null;
  }
  const bundled = await bundlePages(tx, shop.line, message, shop.now());
  await changeMessage(tx, message.id, { status: 'sending', body: bundled.body });
  await noteMessageAsked(tx, message.id, shop.now());
  return bundled;
}

async function fail(shop: Shop, timer: ClaimedTimer, message: Message, error: unknown): Promise<void> {
  const code = error instanceof HotlineError ? error.code : undefined;
  if (code === 'carrier-refused') return refuse(shop, message, error as HotlineError);
  const { log, now, database } = shop;
  log.warn({ err: error, message: message.id, attempts: timer.attempts }, 'an SMS could not be sent yet');
  const unknownToCustomer = code !== 'carrier-busy' && message.audience === 'customer';
  await database.transaction(async (tx) => {
    // a report has shown that it went out, though the answer to our request stayed out
    if ((await lockMessage(tx, message.id))?.status !== 'sending') return;
    const status = unknownToCustomer ? 'unknown' : 'planned';
    await changeMessage(tx, message.id, { status, error: sayError(error) });
    if (unknownToCustomer) await reachUnlessReported(tx, message.id, now());
    else await postponeTimer(tx, timer, new Date(now().getTime() + backoff(timer.attempts)));
  });
}

/** The carrier will never send this. A page that cannot be sent is replaced by a call. */
async function refuse(shop: Shop, message: Message, error: HotlineError): Promise<void> {
  // a customer's landline takes no SMS: that is no reason to wake anybody
  const level = message.audience === 'customer' ? 'warn' : 'error';
  shop.log[level]({ err: error, message: message.id }, 'the carrier refused an SMS');
  const at = shop.now();
  await shop.database.transaction(async (tx) => {
    await changeMessage(tx, message.id, { status: 'failed', error: sayError(error) });
    const carrierCode = error.carrierCode ?? null;
    await replaceByCalls(tx, shop.line, message, carrierCode, at);
    await learnConsent(tx, shop.line, message, { hasGone: false, carrierCode }, at);
    await reachCustomer(tx, shop.line, message.id, at);
  });
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
