import { z } from 'zod';
import type { ListenRefusal } from '../../domain/listening/decide-listening.ts';
import { listenIn } from '../../domain/listening/listen-in.ts';
import { addAuditEntry } from '../../domain/users/audit-trail-store.ts';
import { may, readLogin } from '../../domain/users/user.ts';
import { findUserByLogin } from '../../domain/users/user-store.ts';
import { text, ticketNumber } from '../read-model/fields.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { invalidRequest, problem } from './problem.ts';
import { NO_SUCH_TICKET } from './ticket-endpoints.ts';

export const listenSchema = z.strictObject({
  by: text(100).describe('the login of a supervisor or administrator of the console'),
  phone: text(20)
    .optional()
    .describe('which phone of theirs or of the supervisors, E.164; left out: the first'),
});
export const listenerRungSchema = z.strictObject({ outcome: z.literal('ringing') });

const REFUSALS: Record<Exclude<ListenRefusal, 'no-number'>, string> = {
  'listening-off': 'Listening to calls is switched off here: LISTENING_IN.',
  'no-talk': 'Nobody is talking with the customer just now.',
  listened: 'Somebody is listening already, or being rung for it.',
  'in-talk': 'That phone is in the call itself.',
};

/** A supervisor listens to a talk: by the same rules as in the console. */
export function listenEndpoint({ database, hotline, now }: ApiDeps): AnyEndpoint {
  return endpoint({
    method: 'post',
    path: '/tickets/{number}/listen-in',
    summary:
      'Ring a supervisor to listen to the call that is going on, muted; before they are in, everybody in it is told',
    scope: 'recordings',
    params: z.object({ number: ticketNumber }),
    body: listenSchema,
    answer: { status: 200, description: 'Their phone rings', schema: listenerRungSchema },
    problems: ['not-found', 'listening-not-possible'],
    handle: ({ params: { number }, body, by }) =>
      database.transaction(async (tx) => {
        const at = now();
        const user = await findUserByLogin(tx, readLogin(body.by));
        if (!user || !may(user, 'listen-in'))
          return invalidRequest({ path: 'by', message: 'Give the login of a supervisor or administrator.' });
        const wish = { ticketNumber: number, user, phone: body.phone ?? null };
        const outcome = await listenIn({ tx, hotline, now: at }, wish);
        if (outcome === 'unknown') return NO_SUCH_TICKET;
        if (outcome === 'no-number')
          return invalidRequest({ path: 'phone', message: 'Give a phone of theirs, or of the supervisors.' });
        if (outcome !== 'ringing') return problem('listening-not-possible', REFUSALS[outcome]);
        const entry = { action: 'listener-rung', subject: number, detail: { as: user.login } } as const;
        await addAuditEntry(tx, by, entry, at);
        return { body: { outcome } };
      }),
  });
}
