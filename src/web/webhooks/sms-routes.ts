import express, { type Router } from 'express';
import type { Hotline } from '../../domain/calls/hotline.ts';
import type { SmsFailure } from '../../domain/carrier/carrier.ts';
import { noteMessageReported } from '../../domain/explain/instants-store.ts';
import type { Message } from '../../domain/messages/message.ts';
import { noteMessageStatus } from '../../domain/messages/message-store.ts';
import { pagesInMessage } from '../../domain/paging/bundle-pages.ts';
import { pageHasGone } from '../../domain/paging/page-store.ts';
import { replaceByCalls } from '../../domain/paging/replace-by-call.ts';
import { learnConsent } from '../../domain/paging/sms-consent.ts';
import { noteDelivered } from '../../domain/reach/note-told.ts';
import { reachCustomer } from '../../domain/reach/reach-customer.ts';
import { noteTestReport } from '../../domain/readiness/confirm-test.ts';
import { handleSms } from '../../domain/sms/handle-sms.ts';
import { noteAnswerDelivery } from '../../domain/ticket-operations/answer-delivery.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { createFormReader } from '../../telephony/twilio/form-reader.ts';
import { smsForm, smsStatusForm } from '../../telephony/twilio/sms-form.ts';
import { EMPTY_TWIML, replyTwiml } from '../../telephony/twilio/twiml.ts';
import { sendMarkup } from './answer-leg.ts';
import { requireCarrierSignature, type SigningTokens } from './require-signature.ts';
import { takeReport } from './take-report.ts';
import { uuidOf } from './uuid-of.ts';

export interface SmsRouteDeps {
  database: Database;
  hotline: Hotline;
  now: () => Date;
  log: Logger;
  publicUrl: string;
  carrier: SigningTokens & { accountSid: string };
}

/** The one text that needs neither database nor flow: who writes must know that nothing came of it. */
const NOT_TAKEN =
  'Das hat gerade nicht geklappt. Bitte noch einmal senden oder anrufen. / That did not work. Please send it again, or call.';

/** The carrier's SMS webhooks. Answers go out as messages of their own, so that they are kept and retried like any other. */
export function smsRoutes({ database, hotline, now, log, publicUrl, carrier }: SmsRouteDeps): Router {
  const texts = createFormReader(smsForm, carrier.accountSid);
  const reports = createFormReader(smsStatusForm, carrier.accountSid);
  const routes = strictRouter();
  routes.use(express.urlencoded({ extended: false, limit: '100kb' }));
  routes.use(requireCarrierSignature(carrier, publicUrl));

  routes.post('/incoming', texts.require, async (request, response) => {
    const sms = texts.of(request);
    try {
      await handleSms({ database, hotline, log }, sms, now());
      sendMarkup(response, EMPTY_TWIML);
    } catch (error) {
      logFailure(
        log,
        { err: error, sid: sms.sid },
        'an incoming SMS could not be processed; its sender was asked to call',
      );
      sendMarkup(response, replyTwiml(NOT_TAKEN));
    }
  });

  routes.post(
    '/status',
    reports.require,
    takeReport(log, async (request) => {
      const { sid, status, failure, error } = reports.of(request);
      if (!status) return;
      const id = uuidOf(request.query.message);
      const message = await database.transaction(async (tx) => {
        const news = await noteMessageStatus(tx, { id, sid }, status, error);
        if (news) await followReport(tx, news, failure);
        return news;
      });
      if (message && status === 'failed')
        log.warn({ message: message.id, error: error ?? undefined }, 'an SMS was not delivered');
    }),
  );
  return routes;

  /** @param failure why it will never arrive; null: it has gone */
  async function followReport(tx: Tx, news: Message, failure: SmsFailure | null): Promise<void> {
    await noteMessageReported(tx, news.id, now());
    if (failure === null)
      for (const page of await pagesInMessage(tx, news)) await pageHasGone(tx, page, now());
    else await replaceByCalls({ tx, hotline, now: now() }, news, failure);
    const isAnswerElsewhere = await noteAnswerDelivery({ tx, hotline, now: now() }, news);
    await learnConsent({ tx, hotline, now: now() }, news, failure);
    await noteTestReport({ tx, hotline, now: now() }, news, failure);
    if (isAnswerElsewhere) return;
    if (failure !== null) await reachCustomer({ tx, hotline, now: now() }, news.id);
    else if (news.status === 'delivered') await noteDelivered(tx, news);
  }
}
