import express, { type Router } from 'express';
import type { Hotline } from '../../domain/calls/hotline.ts';
import { noteMessageReported } from '../../domain/explain/instants-store.ts';
import type { Message, MessageStatus } from '../../domain/messages/message.ts';
import { noteMessageStatus } from '../../domain/messages/message-store.ts';
import { pagesInMessage } from '../../domain/paging/bundle-pages.ts';
import { pageHasGone } from '../../domain/paging/page-store.ts';
import { replaceByCalls } from '../../domain/paging/replace-by-call.ts';
import { learnConsent } from '../../domain/paging/sms-consent.ts';
import { noteDelivered } from '../../domain/reach/note-told.ts';
import { reachCustomer } from '../../domain/reach/reach-customer.ts';
import { handleSms } from '../../domain/sms/handle-sms.ts';
import { noteAnswerDelivery } from '../../domain/ticket-operations/answer-delivery.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { EMPTY_TWIML, replyTwiml } from '../../telephony/twilio/twiml.ts';
import { formOf, requireForm, smsForm, smsStatusForm } from '../../telephony/twilio/webhook-form.ts';
import { requireCarrierSignature, type SigningTokens } from './require-signature.ts';
import { takeReport } from './take-report.ts';

export interface SmsParts {
  database: Database;
  hotline: Hotline;
  now: () => Date;
  log: Logger;
  publicUrl: string;
  carrier: SigningTokens & { accountSid: string };
}

/** The carrier's words for how a message fares, in ours; what is not here changes nothing. */
const STATUS: Record<string, MessageStatus> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The one text that needs neither database nor flow: who writes must know that nothing came of it. */
const NOT_TAKEN =
  'Das hat gerade nicht geklappt. Bitte noch einmal senden oder anrufen. / That did not work. Please send it again, or call.';

/** The carrier's SMS webhooks. Answers go out as messages of their own, so that they are kept and retried like any other. */
export function smsRoutes({ database, hotline, now, log, publicUrl, carrier }: SmsParts): Router {
  const routes = strictRouter();
  routes.use(express.urlencoded({ extended: false, limit: '100kb' }));
  routes.use(requireCarrierSignature(carrier, publicUrl));

  routes.post('/incoming', requireForm(smsForm, carrier.accountSid), async (request, response) => {
    const form = formOf(smsForm, request);
    const sms = { sid: form.MessageSid, from: form.From, to: form.To, body: form.Body };
    try {
      await handleSms({ database, hotline, log }, sms, now());
      response.type('text/xml').send(EMPTY_TWIML);
    } catch (error) {
      logFailure(
        log,
        { err: error, sid: sms.sid },
        'an SMS could not be taken: its sender was asked to call',
      );
      response.type('text/xml').send(replyTwiml(NOT_TAKEN));
    }
  });

  routes.post(
    '/status',
    requireForm(smsStatusForm, carrier.accountSid),
    takeReport(log, async (request) => {
      const form = formOf(smsStatusForm, request);
      const status = STATUS[form.MessageStatus];
      if (!status) return;
      const { MessageSid: sid, ErrorCode: error } = form;
      const named = String(request.query.message ?? '');
      const id = UUID.test(named) ? named : null;
      const message = await database.transaction(async (tx) => {
        const news = await noteMessageStatus(tx, { id, sid }, status, error ?? null);
        if (news) await followReport(tx, news, Number(error) || null);
        return news;
      });
      if (message && status === 'failed')
        log.warn({ message: message.id, error }, 'an SMS was not delivered');
    }),
  );
  return routes;

  /** @param carrierCode the carrier's number for why it failed */
  async function followReport(tx: Tx, news: Message, carrierCode: number | null): Promise<void> {
    await noteMessageReported(tx, news.id, now());
    const hasGone = news.status !== 'failed';
    if (hasGone) for (const page of await pagesInMessage(tx, news)) await pageHasGone(tx, page, now());
    else await replaceByCalls(tx, hotline, news, carrierCode, now());
    const isCalled = await noteAnswerDelivery(tx, hotline, news, now());
    await learnConsent(tx, hotline, news, { hasGone, carrierCode }, now());
    if (isCalled) return;
    if (!hasGone) await reachCustomer(tx, hotline, news.id, now());
    else if (news.status === 'delivered') await noteDelivered(tx, news);
  }
}
