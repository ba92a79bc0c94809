import { z } from 'zod';
import type { HotlineWork } from '../../domain/calls/hotline.ts';
import { findEngineer } from '../../domain/oncall/engineers/engineer-store.ts';
import { tellProgress } from '../../domain/paging/tell-progress.ts';
import { acknowledge } from '../../domain/ticket-operations/acknowledge.ts';
import { addNote, wasNoted } from '../../domain/ticket-operations/add-note.ts';
import { changeSeverityAndTell, windowsBySeverity } from '../../domain/ticket-operations/change-severity.ts';
import { closeAndTell } from '../../domain/ticket-operations/close-and-tell.ts';
import { giveAnswer } from '../../domain/ticket-operations/give-answer.ts';
import { reopenTicket } from '../../domain/ticket-operations/reopen-ticket.ts';
import { progressSignature } from '../../domain/ticket-operations/signature/progress-signature.ts';
import { ENGINEER_STAGES } from '../../domain/tickets/signature-stage.ts';
import { isUnanswered, SEVERITIES, type Severity, type Ticket } from '../../domain/tickets/ticket.ts';
import { lockTicket } from '../../domain/tickets/ticket-store.ts';
import { type Actor, isOwnWord } from '../../domain/users/actor.ts';
import type { Doer } from '../../domain/users/audit-trail-store.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { oneLine, text, ticketNumber, writeInstant } from '../read-model/fields.ts';
import { ticketSchema, viewTicket } from '../read-model/ticket-view.ts';
import { findTicketRow } from '../read-model/ticket-view-store.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { refuseStranger } from './engineer-named.ts';
import { type Problem, type ProblemName, problem } from './problem.ts';
import { NO_SUCH_TICKET } from './ticket-endpoints.ts';

const MAX_TEXT = 10_000;
const by = oneLine(200)
  .refine((name) => !isOwnWord(name), 'This is a word of our own: name who does it.')
  .describe("an engineer's key, or the name of whoever does it");
const note = text(MAX_TEXT);
const params = z.object({ number: ticketNumber });

/** A ticket is taken and answered by an engineer only. */
const engineer = by.describe("an engineer's key; another is refused, with the keys that may be named");

export const noteSchema = z.strictObject({ by, text: note.optional() });
export const takeSchema = z.strictObject({ ...noteSchema.shape, by: engineer });
export const reopenSchema = z.strictObject({ by, text: note.describe('why the answer does not hold') });
export const answerSchema = z.strictObject({
  ...takeSchema.shape,
  how: z
    .enum(['qualified-answer', 'facts-requested'])
    .default('qualified-answer')
    .describe('either stops the clock'),
  delivered: z
    .boolean()
    .default(false)
    .describe(
      'the customer already has it, in the portal or by e-mail. Otherwise, unless somebody has talked with them, it is sent by SMS and stops the clock when that has arrived',
    ),
});
export const severitySchema = z.strictObject({
  by,
  severity: z.literal(SEVERITIES),
  text: note.describe('why; for the timeline'),
  preview: z.boolean().default(false).describe('only say what severity and respondBy would be'),
});
export const progressSchema = z
  .strictObject({
    by,
    text: note.optional(),
    stage: z
      .enum(ENGINEER_STAGES)
      .optional()
      .describe('how far a signature change is; the contact is told by SMS'),
    version: oneLine(100).optional().describe('of the databases that carry the change'),
  })
  .refine((body) => body.text !== undefined || body.stage !== undefined, {
    error: 'Say text, or stage.',
    path: ['text'],
  })
  .refine((body) => body.version === undefined || body.stage !== undefined, {
    error: 'Only with a stage: nobody would be told of it.',
    path: ['version'],
  });

type Refused = { problem: Problem };
/** What the ticket would be like, and is not. */
type Instead = { instead: Pick<Ticket, 'severity' | 'respondBy'> };

/** What is done to a ticket from outside, by the same functions that keys and SMS end in. */
export function changeTicketEndpoints({ database, hotline, urls, now }: ApiDeps): AnyEndpoint[] {
  /**
   * Runs a change in one transaction and answers with the ticket as it is afterwards.
   * @param asked.program whose word a name is that is no engineer's; null: only an engineer may do this
   */
  const changing = async (
    { number, named, program }: { number: string; named: string; program: Doer | null },
    change: (tx: Tx, at: Date, by: Actor) => Promise<Refused | Instead | undefined>,
  ) =>
    database.transaction(async (tx) => {
      const at = now();
      const actor = await actorNamed(tx, named, program);
      if ('problem' in actor) return actor;
      const refused = await change(tx, at, actor.by);
      if (refused && 'problem' in refused) return refused;
      const row = await findTicketRow(tx, number);
      return row ? { body: viewTicket({ ...row, ...refused?.instead }, urls, at) } : NO_SUCH_TICKET;
    });

  const shared = {
    method: 'post',
    scope: 'tickets',
    params,
    answer: { status: 200, description: 'The ticket as it is now', schema: ticketSchema },
  } as const;
  const overOnly: ProblemName[] = ['not-found', 'ticket-is-over'];

  return [
    endpoint({
      ...shared,
      path: '/tickets/{number}/acknowledge',
      summary: 'Take the ticket; all other pages about it stop',
      body: takeSchema,
      problems: [...overOnly, 'already-acknowledged'],
      handle: ({ params: { number }, body }) =>
        changing({ number, named: body.by, program: null }, async (tx, at, by) => {
          const request = { ticketNumber: number, by, channel: 'api' as const };
          const { outcome, ticket } = await acknowledge({ tx, now: at }, request);
          if (outcome === 'unknown') return NO_SUCH_TICKET;
          if (outcome === 'over') return over(ticket);
          if (outcome === 'taken') return taken(ticket);
          const note = { ticketNumber: number, by, text: body.text };
          // sent again, since no answer came: it stands there
          const isRepeated = outcome === 'already-yours' && (await wasNoted(tx, note, at));
          if (!isRepeated) await addNote(tx, note, at);
          return undefined;
        }),
    }),
    endpoint({
      ...shared,
      path: '/tickets/{number}/answer',
      summary:
        'Record the qualified answer, or that the missing facts were asked for: the clock stops once the customer has it',
      body: answerSchema,
      problems: overOnly,
      handle: ({ params: { number }, body }) =>
        changing({ number, named: body.by, program: null }, async (tx, at, by) => {
          const { how, text, delivered } = body;
          const answer = {
            ticketNumber: number,
            by,
            how,
            channel: 'api' as const,
            ...(text === undefined ? {} : { text }),
            ...(delivered ? { reached: 'portal' as const } : {}),
          };
          const { outcome, ticket } = await giveAnswer({ tx, hotline, now: at }, answer);
          if (outcome === 'unknown') return NO_SUCH_TICKET;
          return outcome === 'over' ? over(ticket) : undefined;
        }),
    }),
    endpoint({
      ...shared,
      path: '/tickets/{number}/progress',
      summary: 'Record how the ticket goes on; the contact is told by SMS',
      body: progressSchema,
      problems: [...overOnly, 'stage-not-possible'],
      handle: ({ params: { number }, body, by: program }) =>
        changing({ number, named: body.by, program }, async (tx, at, by) => {
          const ticket = await lockTicket(tx, number);
          if (!ticket) return NO_SUCH_TICKET;
          if (ticket.status === 'closed') return over(ticket);
          const { stage, version = null, text = '' } = body;
          if (stage === undefined) {
            await tellProgress({ tx, hotline, now: at }, { ticket, by, text });
            return undefined;
          }
          const progressed = await progressSignature(
            { tx, hotline, now: at },
            { ticketNumber: number, stage, version, by, channel: 'api' },
          );
          if (progressed !== 'noted' && progressed !== 'noted-untold') return notForward(ticket);
          await addNote(tx, { ticketNumber: number, by, text }, at);
          return undefined;
        }),
    }),
    endpoint({
      ...shared,
      path: '/tickets/{number}/severity',
      summary:
        'Change the severity, and the deadline counted from the same first ring; with preview, only say what it would be',
      body: severitySchema,
      problems: [...overOnly, 'severity-not-possible'],
      handle: ({ params: { number }, body, by: program }) =>
        changing({ number, named: body.by, program }, async (tx, at, by) => {
          const ticket = await lockTicket(tx, number);
          if (!ticket) return NO_SUCH_TICKET;
          return toSeverity({ tx, hotline, now: at }, ticket, { ...body, by });
        }),
    }),
    endpoint({
      ...shared,
      path: '/tickets/{number}/close',
      summary:
        'Close the ticket; without an answer, pages and callback are withdrawn, and the customer is told by SMS',
      body: noteSchema,
      problems: overOnly,
      handle: ({ params: { number }, body, by: program }) =>
        changing({ number, named: body.by, program }, async (tx, at, by) => {
          const request = { ticketNumber: number, by, text: body.text };
          const closing = await closeAndTell({ tx, hotline, now: at }, request);
          if (closing.outcome === 'unknown') return NO_SUCH_TICKET;
          return closing.outcome === 'over' ? over(closing.ticket) : undefined;
        }),
    }),
    endpoint({
      ...shared,
      path: '/tickets/{number}/reopen',
      summary: 'Reopen the ticket because the answer does not hold: it keeps its deadline and is paged again',
      body: reopenSchema,
      problems: ['not-found', 'ticket-not-answered'],
      handle: ({ params: { number }, body, by: program }) =>
        changing({ number, named: body.by, program }, async (tx, at, by) => {
          const reopening = { ticketNumber: number, channel: 'api' as const, by, text: body.text };
          const { outcome, ticket } = await reopenTicket({ tx, hotline, now: at }, reopening);
          if (outcome === 'unknown') return NO_SUCH_TICKET;
          return outcome === 'not-answered' ? notAnswered(ticket) : undefined;
        }),
    }),
  ];
}

/** Changes the severity and tells the customer, or only says what it would be. */
async function toSeverity(
  work: HotlineWork,
  ticket: Ticket,
  change: { severity: Severity; text: string; preview: boolean; by: Actor },
): Promise<Refused | Instead | undefined> {
  if (!isUnanswered(ticket)) return over(ticket);
  const { severity, text: reason, preview, by } = change;
  if (severity === ticket.severity) return noOther(ticket);
  if (preview) {
    const due = (await windowsBySeverity(work.tx, ticket))?.get(severity)?.respondBy;
    return due ? { instead: { severity, respondBy: due } } : noOther(ticket);
  }
  const changed = await changeSeverityAndTell(work, ticket, { severity, by, reason });
  return changed ? undefined : noOther(ticket);
}

/** An engineer in force by their key; any other name is the program's own word, and refused where that is not enough. */
async function actorNamed(db: Db, named: string, program: Doer | null): Promise<Refused | { by: Actor }> {
  if (program === null) return (await refuseStranger(db, named)) ?? { by: named };
  const engineer = await findEngineer(db, named);
  if (engineer && !engineer.retired) return { by: named };
  return { by: { kind: 'program', id: program.name, name: named } };
}

function taken({ acknowledgedAt, acknowledgedBy }: Ticket) {
  return problem('already-acknowledged', `${acknowledgedBy} has the ticket.`, {
    acknowledgedBy,
    acknowledgedAt: writeInstant(acknowledgedAt),
  });
}

function notForward({ kind, signatureStage }: Ticket) {
  const told =
    kind === 'signature'
      ? `The change is already at the stage ${signatureStage ?? 'received'}.`
      : 'The ticket is not a signature change.';
  return problem('stage-not-possible', told, { stage: signatureStage });
}

function noOther({ severity, respondBy }: Ticket) {
  return problem(
    'severity-not-possible',
    'The ticket already has this severity, or its plan no longer exists.',
    {
      severity,
      respondBy: writeInstant(respondBy),
    },
  );
}

function notAnswered({ status, respondBy }: Ticket) {
  return problem('ticket-not-answered', 'The ticket is still open, so there is nothing to reopen.', {
    ticketStatus: status,
    respondBy: writeInstant(respondBy),
  });
}

function over({ status, answeredAt, answeredBy, closedAt }: Ticket) {
  const told = answeredBy === null ? 'The ticket was closed.' : `${answeredBy} has answered.`;
  return problem('ticket-is-over', told, {
    ticketStatus: status,
    answeredBy,
    answeredAt: writeInstant(answeredAt),
    closedAt: writeInstant(closedAt),
  });
}
