import type { Router } from 'express';
import { handBack } from '../../../domain/directory-entry/source-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';

const KINDS = ['engineers', 'schedules', 'escalations'] as const;

/** Gives entries that were changed here back to the directory file. */
export function handBackRoutes(deps: ConsoleDeps): Router {
  const routes = strictRouter();
  for (const kind of KINDS) {
    routes.post(
      `/registry/${kind}/:name/hand-back`,
      asUser(deps, 'registry', async ({ user, now, ...context }, request, response) => {
        const subject = textOf(request.params, 'name');
        const done = await deps.database.transaction(async (tx) => {
          const handed = await handBack(tx, kind, subject);
          if (handed)
            await addAuditEntry(tx, user, { action: 'entry-handed-back', subject, detail: { kind } }, now);
          return handed;
        });
        if (done) response.redirect(303, `/registry/${kind}/${encodeURIComponent(subject)}?done=handed-back`);
        else sendHtml(response, notFoundPage({ ...context, user, now }), 404);
      }),
    );
  }
  return routes;
}
