import type { Request, Response, Router } from 'express';
import {
  addEngineer,
  retireEngineer,
  saveEngineer,
} from '../../../domain/directory-changes/save-engineer.ts';
import { checkEntry, schemasInForce } from '../../../domain/directory-entry/check-entry.ts';
import { engineerKeySchema } from '../../../domain/directory-entry/directory-schema.ts';
import { listAbsences } from '../../../domain/oncall/engineers/absence-store.ts';
import { mentionsOfEngineer } from '../../../domain/oncall/engineers/engineer-edit-store.ts';
import { createAbsence, removeAbsence } from '../../../domain/paging/save-absence.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, type Serve, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';
import { type EngineerField, NO_ENGINEER, readTypedEngineer, typedEngineer } from './engineer-form.ts';
import { type EngineerPage, engineerPage } from './engineer-page.ts';
import { ENGINEERS, engineerPath, engineersPage, newEngineerPage } from './engineers-page.ts';
import { readEngineers } from './read-engineers.ts';

const FIELDS: readonly EngineerField[] = ['key', 'name', 'phones', 'languages'];
const NOTICES = ['saved', 'handed-back'] as const;

/** Those who are paged: looked at by everybody, changed by who keeps the registry. */
export function engineerRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();
  const get = (path: string, serve: Serve) => routes.get(path, asUser(deps, null, serve));
  const post = (path: string, serve: Serve) => routes.post(path, asUser(deps, 'registry', serve));

  get(ENGINEERS, async (context, request, response) => {
    const isRetired = textOf(request.query, 'done') === 'retired';
    sendHtml(response, engineersPage(context, await readEngineers(database, context.now), isRetired));
  });

  routes.get(
    `${ENGINEERS}/new`,
    asUser(deps, 'registry', (context, _request, response) => {
      sendHtml(response, newEngineerPage(context, NO_ENGINEER, [], false));
    }),
  );

  post(ENGINEERS, async (context, request, response) => {
    const { user, now } = context;
    const typed = typedEngineer(request.body);
    const { engineer } = await schemasInForce(database, deps.hotline.number);
    const { entry, faults = [] } = checkEntry(engineer, readTypedEngineer(typed));
    const isName = engineerKeySchema.safeParse(typed.key).success && typed.key !== 'new';
    const wrong = fieldsOf([...(isName ? [] : ['key']), ...faults]);
    const outcome =
      entry && wrong.length === 0
        ? await database.transaction(async (tx) => {
            const added = await addEngineer(tx, typed.key, entry, { by: user.name, now });
            if (added === 'saved')
              await addAuditEntry(tx, user, { action: 'engineer-added', subject: typed.key }, now);
            return added;
          })
        : 'faulty';
    if (outcome === 'saved') response.redirect(303, `${engineerPath(typed.key)}?done=saved`);
    else sendHtml(response, newEngineerPage(context, typed, wrong, outcome === 'taken'), 422);
  });

  get(`${ENGINEERS}/:key`, (context, request, response) => show(context, request, response, {}));

  post(`${ENGINEERS}/:key`, async (context, request, response) => {
    const { user, now } = context;
    const key = keyOf(request);
    const typed = { ...typedEngineer(request.body), key };
    const { engineer } = await schemasInForce(database, deps.hotline.number);
    const { entry, faults } = checkEntry(engineer, readTypedEngineer(typed));
    if (!entry) {
      await show(context, request, response, { typed, faults: fieldsOf(faults) }, 422);
      return;
    }
    const version = textOf(request.body, 'version');
    const outcome = await database.transaction(async (tx) => {
      const saved = await saveEngineer(tx, key, entry, version, { by: user.name, now });
      if (saved === 'saved') await addAuditEntry(tx, user, { action: 'engineer-changed', subject: key }, now);
      return saved;
    });
    if (outcome === 'saved') response.redirect(303, `${engineerPath(key)}?done=saved`);
    else await show(context, request, response, { typed, refused: 'changed-meanwhile' }, 409);
  });

  post(`${ENGINEERS}/:key/retire`, async (context, request, response) => {
    const { user, now } = context;
    const key = keyOf(request);
    const outcome = await database.transaction(async (tx) => {
      const retired = await retireEngineer(tx, key, { by: user.name, now });
      if (retired === 'retired')
        await addAuditEntry(tx, user, { action: 'engineer-retired', subject: key }, now);
      return retired;
    });
    if (outcome === 'retired') response.redirect(303, `${ENGINEERS}?done=retired`);
    else await show(context, request, response, { refused: 'needed' }, 409);
  });

  post(`${ENGINEERS}/:key/absences`, async (context, request, response) => {
    const engineer = keyOf(request);
    const typed = { engineer, from: textOf(request.body, 'from'), until: textOf(request.body, 'until') };
    const made = await database.transaction((tx) => createAbsence(tx, context.user, typed, context.now));
    if (made.absence) response.redirect(303, `${engineerPath(engineer)}?done=saved`);
    else await show(context, request, response, { wrongAbsence: { typed, fault: made.fault } }, 422);
  });

  post(`${ENGINEERS}/:key/absences/:id/remove`, async (context, request, response) => {
    const id = textOf(request.params, 'id');
    await database.transaction((tx) => removeAbsence(tx, context.user, id, context.now));
    response.redirect(303, `${engineerPath(keyOf(request))}?done=saved`);
  });

  async function show(
    context: ConsoleContext,
    request: Request,
    response: Response,
    page: Partial<EngineerPage>,
    status = 200,
  ): Promise<void> {
    const key = keyOf(request);
    const [lines, mentions, absences] = await Promise.all([
      readEngineers(database, context.now),
      mentionsOfEngineer(database, key, context.now),
      listAbsences(database, context.now, key),
    ]);
    const hotline = lines.find(({ engineer }) => engineer.key === key);
    if (!hotline) {
      sendHtml(response, notFoundPage(context), 404);
      return;
    }
    const notice = NOTICES.find((known) => known === textOf(request.query, 'done')) ?? null;
    const usual = {
      hotline,
      mentions,
      absences,
      wrongAbsence: null,
      typed: null,
      faults: [],
      notice,
      refused: null,
    };
    sendHtml(response, engineerPage(context, { ...usual, ...page }), status);
  }

  return routes;
}

function keyOf(request: Request): string {
  return textOf(request.params, 'key');
}

/** The fields of the form that faults of an entry belong to: `phones.1` is about the phones. */
function fieldsOf(faults: readonly string[]): EngineerField[] {
  return FIELDS.filter((field) => faults.some((fault) => fault.split('.')[0] === field));
}
