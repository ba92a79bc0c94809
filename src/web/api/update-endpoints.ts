import { z } from 'zod';
import { findCustomer } from '../../domain/customers/customer-store.ts';
import { findEngineer } from '../../domain/oncall/engineers/engineer-store.ts';
import { sendUpdate } from '../../domain/service-updates/send-update.ts';
import { MAX_UPDATE_LENGTH, MAX_UPDATES_A_DAY, roleOf } from '../../domain/service-updates/service-update.ts';
import { listUpdates } from '../../domain/service-updates/service-update-store.ts';
import { instant, text, writeInstant } from '../read-model/fields.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { problem } from './problem.ts';

const MAX_LISTED = 100;
const params = z.strictObject({ number: z.string().regex(/^\d{1,15}$/) });

export const newUpdateSchema = z.strictObject({
  by: text(64).describe('key of the TAM or deputy it is from'),
  text: text(MAX_UPDATE_LENGTH),
});

export const updateSchema = z.strictObject({
  id: z.string(),
  by: z.string().describe("an engineer's key, or the name of a user"),
  channel: z.enum(['sms', 'api', 'console']),
  text: z.string(),
  sentAt: instant,
  contacts: z
    .array(
      z.strictObject({
        name: z.string(),
        status: z
          .string()
          .nullable()
          .describe(
            'of their last text; spoken: told by a call; null: none was written, or it is no longer kept',
          ),
      }),
    )
    .describe('who was told'),
});
export const updatePageSchema = z.strictObject({ data: z.array(updateSchema) });

const NO_SUCH_CUSTOMER = problem('not-found', 'There is no active customer with this number.');

/** What an account manager tells all contacts of a customer. */
export function updateEndpoints({ database, hotline, now }: ApiDeps): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/customers/{number}/updates',
      summary: `The last ${MAX_LISTED} service updates of a customer, and who was reached`,
      scope: 'read',
      params,
      answer: { status: 200, description: 'The newest first', schema: updatePageSchema },
      async handle({ params: { number } }) {
        if (!(await findCustomer(database, number))) return NO_SUCH_CUSTOMER;
        return { body: { data: (await listUpdates(database, number, MAX_LISTED)).map(view) } };
      },
    }),
    endpoint({
      method: 'post',
      path: '/customers/{number}/updates',
      summary:
        'Tell all contacts of a customer something by SMS; the same text sent again within 10 minutes reaches nobody twice',
      scope: 'tickets',
      params,
      body: newUpdateSchema,
      answer: { status: 201, description: 'The update; its texts are on their way', schema: updateSchema },
      problems: ['not-found', 'not-the-account-manager', 'update-not-possible'],
      handle: ({ params: { number }, body }) =>
        database.transaction(async (tx) => {
          const customer = await findCustomer(tx, number);
          if (!customer) return NO_SUCH_CUSTOMER;
          const engineer = await findEngineer(tx, body.by);
          const role = engineer && !engineer.retired && roleOf(customer, engineer.key);
          if (!role)
            return problem('not-the-account-manager', 'Only the TAM or deputy of the customer may do this.');
          const at = now();
          const sent = await sendUpdate(
            { tx, hotline, now: at },
            {
              customerNumber: number,
              body: body.text,
              author: engineer.key,
              authorName: engineer.name,
              role,
              channel: 'api',
              writtenAt: at,
            },
          );
          if ('refused' in sent) return problem('update-not-possible', REFUSALS[sent.refused]);
          const listed = await listUpdates(tx, number, MAX_LISTED);
          const update = listed.find(({ id }) => id === sent.update.id);
          return update ? { body: view(update) } : problem('internal', 'The update no longer exists.');
        }),
    }),
  ];
}

const REFUSALS = {
  'too-many': `A customer gets ${MAX_UPDATES_A_DAY} updates a day at most.`,
  nobody: 'The customer has no contacts.',
};

function view({
  id,
  author,
  channel,
  body,
  sentAt,
  reached,
}: Awaited<ReturnType<typeof listUpdates>>[number]) {
  const contacts = reached.map(({ contact: name, status }) => ({ name, status }));
  return { id, by: author, channel, text: body, sentAt: writeInstant(sentAt), contacts };
}
