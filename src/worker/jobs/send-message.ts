import type { HotlineWork } from '../../domain/calls/hotline.ts';
import type { Message } from '../../domain/messages/message.ts';
import { changeMessage, lockMessage, readdressMessage } from '../../domain/messages/message-store.ts';
import {
  countWaitingMessages,
  findPlaceOfMessage,
  giveBackMessage,
  lockNextToSend,
  markSending,
  type NextMessage,
  noteMessageSent,
  readyRefused,
} from '../../domain/messages/outbox-store.ts';
import {
  bundlePages,
  holdBackUntil,
  pagesInMessage,
  releaseBundled,
} from '../../domain/paging/bundle-pages.ts';
import { OPEN_PAGE, type Page } from '../../domain/paging/page.ts';
import { passOnCodes } from '../../domain/paging/page-code-store.ts';
import {
  changePage,
  findPagesToSend,
  type PageToSend,
  readdressPages,
} from '../../domain/paging/page-store.ts';
import { phoneByNow } from '../../domain/paging/phone-by-now.ts';
import { replaceByCalls } from '../../domain/paging/replace-by-call.ts';
import { learnConsent } from '../../domain/paging/sms-consent.ts';
import { reachCustomer, reachUnlessReported } from '../../domain/reach/reach-customer.ts';
import { noteTestReport } from '../../domain/readiness/confirm-test.ts';
import { TEST_TEXT } from '../../domain/readiness/test-page.ts';
import { isOverTest } from '../../domain/readiness/test-page-store.ts';
import { hasUnsentLink, withLink } from '../../domain/ticket-links/link-address.ts';
import { issueTicketLink } from '../../domain/ticket-links/open-ticket-link.ts';
import { noteAnswerDelivery } from '../../domain/ticket-operations/answer-delivery.ts';
import type { Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { advanceTimer } from '../../platform/timers/timer-store.ts';
import { backoff } from './backoff.ts';
import type { Job, JobDeps } from './job.ts';
import { noteOutcome } from './note-outcome.ts';
import { noteTaken, passGate, shutGate, type Traffic, waitInLine } from './pass-gate.ts';

const MESSAGES: Traffic = {
  gate: 'messages',
  timer: 'send-message',
  perSecond: ({ messagesPerSecond }) => messagesPerSecond,
  countWaiting: countWaitingMessages,
  findPlace: findPlaceOfMessage,
  lookAgainMs: backoff,
};

/** So many that will not go out any more are settled at a time. */
const MAX_SETTLED = 50;

/**
 * Sends an SMS: the most urgent, whichever it was whose timer rang. Pages are sent again when it is not known whether they
 * went out; what customers get is sent at most once: a second "we will call you" would frighten more than a missing one.
 */
export const sendMessage: Job = async (deps, timer) => {
  const isOwn = ({ id }: Message) => id === timer.subject;
  const message = await passGate(deps, MESSAGES, {
    choose: (tx, most) => chooseNext(tx, deps, most),
    chooseOwn: (tx) => chooseNext(tx, deps, 1, timer.subject),
    isOwn,
    giveBack: (one) => giveBack(deps, one),
  });
  const isTaken = message !== null && (await send(deps, message));
  // its own has gone, and waits no more
  if (!isTaken || !isOwn(message)) await waitInLine(deps, MESSAGES, timer);
};

/** What is known of all of them is asked for at once: they pass as fast as the carrier takes them, even after a pause. */
async function chooseNext(tx: Tx, deps: JobDeps, most: number, only?: string): Promise<Message[]> {
  const chosen: Message[] = [];
  let settled = 0;
  while (chosen.length < most && settled < MAX_SETTLED) {
    const next = firstOfEachPhone(await lockNextToSend(tx, deps.now(), most - chosen.length, only));
    if (next.length === 0) break;
    const pages = await findPagesToSend(
      tx,
      next.flatMap(({ pageId }) => pageId ?? []),
    );
    for (const one of next) {
      const message = await intend(tx, deps, one, pages.get(one.pageId ?? '') ?? null);
      if (message) chosen.push(message);
      else settled += 1;
    }
  }
  return chosen;
}

/** The others of a phone may go out in the same SMS as the first. */
function firstOfEachPhone(messages: readonly NextMessage[]): NextMessage[] {
  const phones = new Set<string>();
  return messages.filter(({ toNumber }) => !phones.has(toNumber) && phones.add(toNumber));
}

/** @returns the message to be sent now; null: it is not to go out (now) after all, and that is on record */
async function intend(
  tx: Tx,
  deps: JobDeps,
  message: NextMessage,
  page: PageToSend | null,
): Promise<Message | null> {
  const { id } = message;
  if (message.status === 'sending' && message.audience === 'customer') {
    await changeMessage(tx, id, { status: 'unknown' });
    await reachUnlessReported({ tx, now: deps.now() }, id);
    return null;
  }
  if (message.textName === TEST_TEXT && (await isOverTest(tx, id))) {
    await changeMessage(tx, id, { status: 'withdrawn', error: 'overtaken: the test is over' });
    return null;
  }
  const toSend = page ? await intendPage(tx, deps, message, page) : message;
  if (!toSend) return null;
  await markSending(tx, toSend, deps.now(), deps.owner);
  return putLinkIn({ tx, hotline: deps.hotline, now: deps.now() }, toSend, page);
}

/** A page that somebody or something has overtaken is not sent any more, and a mild one may have to wait for more. */
async function intendPage(
  tx: Tx,
  deps: JobDeps,
  message: NextMessage,
  page: PageToSend,
): Promise<Message | null> {
  const now = deps.now();
  const overtaken = await whatOvertook(tx, page, now);
  if (overtaken !== null) {
    await changeMessage(tx, message.id, { status: 'withdrawn', error: `overtaken: ${overtaken}` });
    await releaseBundled({ tx, now }, message.id);
    return null;
  }
  const work = { tx, hotline: deps.hotline, now };
  const here = page.hasMoved ? await readdress(work, message, page) : message;
  if (!here) return null;
  const until =
    message.status === 'planned' ? await holdBackUntil(work, { ...page, number: here.toNumber }) : null;
  if (until === null) return here.hasCompany ? bundlePages(work, here) : here;
  await changeMessage(tx, message.id, { status: 'planned', readyAt: until });
  return null;
}

/** Whoever has other phones since a page was written has it on one of those, and is called where none takes SMS. */
async function readdress(
  work: HotlineWork,
  message: NextMessage,
  page: PageToSend,
): Promise<NextMessage | null> {
  const { tx } = work;
  const to = await phoneByNow(tx, page);
  if (to === null) {
    await changeMessage(tx, message.id, { status: 'withdrawn', error: 'overtaken: they have other phones' });
    await replaceByCalls(work, message, 'opted-out');
    return null;
  }
  await readdressMessage(tx, message.id, to);
  const pages = await pagesInMessage(tx, message);
  await readdressPages(tx, pages, to);
  // the text tells the code by which its reader orders
  if (page.engineer === null) await passOnCodes(tx, pages, { from: message.toNumber, to });
  // what waits for the phone of before may be of somebody else who shares it
  return { ...message, toNumber: to, hasCompany: false };
}

/** The link of a page is made as it leaves: it is in the text that is sent, and not in what is kept of it. */
async function putLinkIn(work: HotlineWork, message: Message, page: Page | null): Promise<Message> {
  const { publicUrl } = work.hotline;
  const { body } = message;
  if (!page?.engineer || !hasUnsentLink(body, publicUrl)) return message;
  const { ticketNumber, engineer } = page;
  const token = await issueTicketLink(work, { ticketNumber, engineer, sentTo: message.toNumber });
  return { ...message, body: withLink(body, publicUrl, token) };
}

/** @returns why a page is stale; null if it is not */
async function whatOvertook(tx: Tx, page: PageToSend, now: Date): Promise<string | null> {
  if (!OPEN_PAGE.includes(page.status)) return `the page is ${page.status}`;
  if (page.hasLeft) {
    await changePage(tx, page.id, { status: 'withdrawn', at: now, reason: HAS_LEFT });
    return HAS_LEFT;
  }
  if (page.status !== 'planned' || !page.isPagedAgain) return null;
  await changePage(tx, page.id, { status: 'withdrawn', at: now, reason: PAGED_AGAIN });
  return PAGED_AGAIN;
}

const PAGED_AGAIN = 'paged again meanwhile';
const HAS_LEFT = 'retired meanwhile';

/** @returns whether the carrier has taken it */
async function send(deps: JobDeps, message: Message): Promise<boolean> {
  let sid: string;
  try {
    ({ sid } = await deps.carrier.sendSms({
      to: message.toNumber,
      from: message.fromNumber,
      body: message.body,
      statusUrl: deps.urls.smsStatus(message.id),
      ...(message.validSeconds === null ? {} : { validSeconds: message.validSeconds }),
    }));
  } catch (error) {
    await fail(deps, message, error);
    return false;
  }
  const at = deps.now();
  await noteOutcome(deps, () => noteSent(deps, { id: message.id, sid }, at));
  return true;
}

/** The carrier takes messages: what waited for that need not wait any longer. */
async function noteSent(deps: JobDeps, sent: { id: string; sid: string }, at: Date): Promise<void> {
  const { database } = deps;
  const { wasBusy, hasRefused } = await noteMessageSent(database, sent, at);
  if (hasRefused)
    await database.transaction(async (tx) => {
      for (const subject of await readyRefused(tx, at))
        await advanceTimer(tx, { kind: 'send-message', subject }, at);
    });
  if (wasBusy) await noteTaken(deps, MESSAGES);
}

async function fail(deps: JobDeps, message: Message, error: unknown): Promise<void> {
  const code = error instanceof HotlineError ? error.code : undefined;
  if (code === 'carrier-refused') return refuse(deps, message, error as HotlineError);
  if (code === 'overtaken') {
    await noteOutcome(deps, () => giveBack(deps, message));
    throw error;
  }
  const { log } = deps;
  const tries = message.tries + 1;
  log.warn({ err: error, message: message.id, tries }, 'an SMS could not be sent and will be retried');
  await noteOutcome(deps, () => deps.database.transaction((tx) => noteFailed(tx, deps, message, error)));
}

async function noteFailed(tx: Tx, deps: JobDeps, message: Message, error: unknown): Promise<void> {
  const isBusy = error instanceof HotlineError && error.code === 'carrier-busy';
  if (isBusy) await shutGate(tx, deps, MESSAGES);
  const current = await lockMessage(tx, message.id);
  // a report has shown that it went out, though the answer to our request stayed out; or another has it by now
  if (current?.status !== 'sending' || current.tries !== message.tries + 1) return;
  const unknownToCustomer = !isBusy && message.audience === 'customer';
  const status = unknownToCustomer ? 'unknown' : 'planned';
  // a carrier that is busy is waited for at the gate; whatever is wrong with this one holds up no other
  const readyAt = new Date(deps.now().getTime() + backoff(isBusy ? 1 : message.tries + 1));
  await changeMessage(tx, message.id, { status, error: sayError(error), readyAt });
  if (unknownToCustomer) await reachUnlessReported({ tx, now: deps.now() }, message.id);
}

/** It did not leave: this worker stood still. Whoever comes next decides anew. */
async function giveBack({ database, owner, now }: JobDeps, message: Message): Promise<void> {
  await database.transaction(async (tx) => {
    await giveBackMessage(tx, message, owner ?? null);
    await advanceTimer(tx, { kind: 'send-message', subject: message.id }, now());
  });
}

/** The carrier will never send this. A page that cannot be sent is replaced by a call. */
async function refuse(deps: JobDeps, message: Message, error: HotlineError): Promise<void> {
  // a customer's landline takes no SMS, and of an opt-out the supervisors are told: that is no reason to wake anybody
  const isAsUsual = message.audience === 'customer' || error.refusal === 'opted-out';
  const level = isAsUsual ? 'warn' : 'error';
  deps.log[level](
    { err: error, message: message.id },
    'the carrier rejected an SMS, so it will not be sent: err has its code',
  );
  const { database, hotline } = deps;
  const now = deps.now();
  await database.transaction(async (tx) => {
    await changeMessage(tx, message.id, { status: 'failed', error: sayError(error) });
    const work = { tx, hotline, now };
    const failure = error.refusal ?? 'not-delivered';
    await replaceByCalls(work, message, failure);
    const isAnswerElsewhere = await noteAnswerDelivery(work, { id: message.id, status: 'failed' });
    await learnConsent(work, message, failure);
    await noteTestReport(work, message, failure);
    if (!isAnswerElsewhere) await reachCustomer(work, message.id);
  });
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
