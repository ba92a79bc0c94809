import type { RequestHandler } from 'express';
import { handBack } from '../../../domain/directory-entry/source-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';

/** Gives the rule that `:name` names back to the directory file. */
export function handBackRule(deps: ConsoleDeps, kind: 'plans' | 'calendars'): RequestHandler {
  return asUser(deps, 'registry', async (context, request, response) => {
    const name = textOf(request.params, 'name');
    const done = await deps.database.transaction(async (tx) => {
      const entry = { action: 'entry-handed-back' as const, subject: name, detail: { kind } };
      const isDone = await handBack(tx, kind, name);
      if (isDone) await addAuditEntry(tx, context.user, entry, context.now);
      return isDone;
    });
    if (done) response.redirect(303, `/registry/${kind}/${encodeURIComponent(name)}?done=hand-back`);
    else sendHtml(response, notFoundPage(context), 404);
  });
}
