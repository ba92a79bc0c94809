import { isOpen } from '../../domain/calendar/calendar.ts';
import { tellToPhone } from '../../domain/paging/tell-to-phone.ts';
import { createTicket } from '../../domain/ticket-operations/create-ticket.ts';
import type { DialInCode } from '../../domain/tickets/dial-in-code.ts';
import {
  findDialInCodeByKey,
  insertDialInCode,
  withdrawDialInCode,
} from '../../domain/tickets/dial-in-code-store.ts';
import {
  claimIdempotencyKey,
  freeIdempotencyKey,
  type ProgramKey,
} from '../../domain/tickets/idempotency-store.ts';
import { findTicketByIdempotencyKey } from '../../domain/tickets/ticket-store.ts';
import type { Tx } from '../../platform/db/database.ts';
import { writeInstant } from '../read-model/fields.ts';
import { ticketSchema, viewTicket } from '../read-model/ticket-view.ts';
import { findTicketRow } from '../read-model/ticket-view-store.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { type Problem, problem } from './problem.ts';
import {
  type ContactRequest,
  identifyRequester,
  type Requester,
  requestSchema,
} from './request-by-contact.ts';

/** What came of a request: the number of its ticket, or why there is none. */
type Opened = { number: string } | { problem: Problem };
/** Nothing came of it, and nothing is kept of it: mended, it may come again under its key. */
type Refused = { refused: Problem };

/** Requests in writing: opened inside the customer's business hours; outside them they have to be phoned. */
export function openTicketEndpoint({ database, hotline, urls, now }: ApiDeps): AnyEndpoint {
  return endpoint({
    method: 'post',
    path: '/tickets',
    summary: 'Open a ticket for a request from the portal or the mail gateway',
    scope: 'tickets',
    body: requestSchema,
    idempotent: true,
    answer: { status: 201, description: 'The ticket; paging has begun', schema: ticketSchema },
    problems: ['contract-not-in-term', 'must-be-phoned', 'already-phoned', 'idempotency-key-reused'],
    handle: ({ body, idempotencyKey }) =>
      database.transaction(async (tx) => {
        const at = now();
        const opened = await openOnce(tx, { request: body, idempotencyKey }, at, async (kept) => {
          const requester = await identifyRequester(tx, body, at);
          if ('problem' in requester) return { refused: requester.problem };
          const request = { ...body, idempotencyKey: kept };
          if (!isOpen(requester.calendar, at)) return sendToThePhone(tx, request, requester, at);
          return open(tx, request, requester, at);
        });
        if ('problem' in opened) return opened;
        const row = await findTicketRow(tx, opened.number);
        if (!row) return problem('internal', 'The ticket no longer exists.');
        return { body: viewTicket(row, urls, at), location: `/tickets/${row.number}` };
      }),
  });

  async function open(tx: Tx, request: KeyedRequest, { customer, contact }: Requester, at: Date) {
    const { idempotencyKey } = request;
    const ticket = await createTicket(
      { tx, hotline, now: at },
      {
        kind: request.kind,
        signature: request.signature,
        severity: request.severity,
        channel: request.channel,
        verified: true,
        customerNumber: customer.number,
        contactId: contact.id,
        language: contact.language,
        callbackNumber: contact.phones[0] ?? null,
        startedAt: at,
        text: request.description,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      },
    );
    if (idempotencyKey !== undefined) await withdrawDialInCode(tx, idempotencyKey, ticket.number, at);
    return ticket;
  }

  /** Nothing is opened and no clock starts; the row says that the request was made, and its contact reads what to do. */
  async function sendToThePhone(
    tx: Tx,
    request: KeyedRequest,
    { customer, contact }: Requester,
    at: Date,
  ): Promise<{ problem: Problem }> {
    const { idempotencyKey } = request;
    const known = idempotencyKey === undefined ? null : await findDialInCodeByKey(tx, idempotencyKey);
    const standing = known && known.expiresAt > at ? known : null;
    const { channel, kind, signature, severity, description } = request;
    const asked = { channel, kind, signature, severity, description, idempotencyKey };
    if (standing) return mustBePhoned(standing, hotline.number);
    const by = { customerNumber: customer.number, contactId: contact.id };
    const code = await insertDialInCode(tx, { ...asked, ...by }, at);
    await tellToPhone({ tx, hotline, now: at }, code);
    return mustBePhoned(code, hotline.number);
  }
}

/** What is asked, and the key under which what comes of it is kept. */
type KeyedRequest = ContactRequest & { idempotencyKey: string | undefined };

/** Serves a request once for each key: asked again, it finds what came of it, whatever has become of its contract since. */
async function openOnce(
  tx: Tx,
  { request, idempotencyKey }: { request: ContactRequest; idempotencyKey: ProgramKey | undefined },
  at: Date,
  open: (kept: string | undefined) => Promise<Opened | Refused>,
): Promise<Opened> {
  if (idempotencyKey === undefined) return outcomeOf(await open(undefined));
  const { kept, is } = await claimIdempotencyKey(tx, idempotencyKey, request, at);
  if (is === 'other-request') {
    return problem('idempotency-key-reused', 'Use a new Idempotency-Key for a new request.');
  }
  const ticket = is === 'first' ? null : await findTicketByIdempotencyKey(tx, kept);
  if (ticket) return ticket;
  const code = is === 'first' ? null : await findDialInCodeByKey(tx, kept);
  if (code?.usedAt) {
    const phonedAt = writeInstant(code.usedAt);
    return problem('already-phoned', 'The dial-in code of this request has been used.', { phonedAt });
  }
  const opened = await open(kept);
  if (is === 'first' && 'refused' in opened) await freeIdempotencyKey(tx, kept);
  return outcomeOf(opened);
}

function outcomeOf(opened: Opened | Refused): Opened {
  return 'refused' in opened ? { problem: opened.refused } : opened;
}

function mustBePhoned({ code, expiresAt }: DialInCode, phone: string): { problem: Problem } {
  const detail = `Nothing was opened and no clock runs. Call ${phone}, key in the PIN, then 1, then the dial-in code.`;
  const told = { phone, dialInCode: code, dialInCodeValidUntil: writeInstant(expiresAt) };
  return problem('must-be-phoned', detail, told);
}
