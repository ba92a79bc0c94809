import type { Router } from 'express';
import { findCustomer } from '../../../../domain/customers/customer-store.ts';
import { sendUpdate } from '../../../../domain/service-updates/send-update.ts';
import { MAX_UPDATE_LENGTH } from '../../../../domain/service-updates/service-update.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../../context.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { textOf } from '../../form.ts';
import { forbiddenPage, notFoundPage } from '../../message-page.ts';
import { customerPage } from './customer-page.ts';
import { numberOf } from './customer-routes.ts';
import { readCustomer } from './read-customer.ts';
import { authorRole, type WrongUpdate } from './updates-view.ts';

/** What the contacts of a customer are told from the console: by supervisors, and by the customer's own TAM and deputy. */
export function updateRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  routes.post(
    '/:number/updates',
    asUser(deps, null, async (context, request, response) => {
      const number = numberOf(request);
      const customer = await findCustomer(database, number);
      const story = customer && (await readCustomer(database, number, context.now));
      if (!customer || !story) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const role = authorRole(context.user, customer);
      if (role === null) {
        sendHtml(response, forbiddenPage(context), 403);
        return;
      }
      const text = textOf(request.body, 'text');
      const fault =
        text === '' || text.length > MAX_UPDATE_LENGTH ? 'text' : await send(context, number, role, text);
      if (fault === null) response.redirect(303, `/registry/customers/${number}?done=told#updates`);
      else
        sendHtml(response, customerPage(context, story, { done: null, wrongUpdate: { text, fault } }), 422);
    }),
  );
  return routes;

  /** @returns why it was not sent, or null */
  async function send(
    { user, now }: ConsoleContext,
    customerNumber: string,
    role: NonNullable<ReturnType<typeof authorRole>>,
    body: string,
  ): Promise<WrongUpdate['fault'] | null> {
    return database.transaction(async (tx) => {
      const author = user.engineer ?? user.name;
      const update = {
        customerNumber,
        body,
        author,
        authorName: user.name,
        role,
        channel: 'console',
      } as const;
      const sent = await sendUpdate({ tx, hotline: deps.hotline, now }, { ...update, writtenAt: now });
      if ('refused' in sent) return sent.refused;
      const detail = { contacts: sent.contacts };
      await addAuditEntry(tx, user, { action: 'service-update-sent', subject: customerNumber, detail }, now);
      return null;
    });
  }
}
