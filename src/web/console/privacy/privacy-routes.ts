import type { Response, Router } from 'express';
import { z } from 'zod';
import { readPhone } from '../../../domain/directory-entry/phone.ts';
import { erasePerson } from '../../../domain/privacy/erase-person.ts';
import { exportPerson } from '../../../domain/privacy/export-person.ts';
import { findPerson } from '../../../domain/privacy/person.ts';
import { contactsNamed, type Sought } from '../../../domain/privacy/person-store.ts';
import { findTraces } from '../../../domain/privacy/trace-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { type NotErased, nameToType, type PersonStory, personPage } from './person-page.ts';
import { privacyPage, type Search } from './privacy-page.ts';
import { readPeriods } from './read-periods.ts';

const MAX_PEOPLE = 20;
const uuid = z.uuid();

/** How long what is kept; what is held of a person, exported and erased. Names and numbers travel in forms, never in addresses. */
export function privacyRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  const overview = async (
    context: ConsoleContext,
    response: Response,
    search: Search | null,
    status = 200,
  ) => {
    sendHtml(response, privacyPage(context, await readPeriods(deps, context.now), search), status);
  };

  /** The person that a form means, and all that is held of them; else the page that says why not. */
  const meant = async (
    context: ConsoleContext,
    sought: Sought,
    response: Response,
  ): Promise<PersonStory | null> => {
    const found = await findPerson(database, sought);
    if ('person' in found) {
      const { person } = found;
      return { sought, person, traces: await findTraces(database, person, context.now) };
    }
    if (found.refused === 'shared') await overview(context, response, { people: found.contacts });
    else await overview(context, response, found.refused === 'ours' ? { ours: true } : { nobody: true }, 422);
    return null;
  };

  const show = async (
    context: ConsoleContext,
    story: PersonStory,
    response: Response,
    refused: NotErased | null,
  ) => {
    const subject = story.person.contacts[0]?.id ?? null;
    await addAuditEntry(database, context.user, { action: 'viewed-person', subject }, context.now);
    sendHtml(response, personPage(context, story, refused), refused ? 422 : 200);
  };

  routes.get(
    '/privacy',
    asUser(deps, 'privacy', (context, _request, response) => overview(context, response, null)),
  );

  routes.post(
    '/privacy/person',
    asUser(deps, 'privacy', async (context, request, response) => {
      const sought = soughtIn(request.body);
      const typed = textOf(request.body, 'who');
      const people = sought || typed === '' ? [] : await contactsNamed(database, typed, MAX_PEOPLE);
      const [only, ...others] = people;
      const one = sought ?? (only && others.length === 0 ? { contact: only.id } : null);
      if (!one) {
        await overview(context, response, people.length > 0 ? { people } : { nobody: true });
        return;
      }
      const story = await meant(context, one, response);
      if (story) await show(context, story, response, null);
    }),
  );

  routes.post(
    '/privacy/export',
    asUser(deps, 'privacy', async (context, request, response) => {
      const sought = soughtIn(request.body);
      const story = sought && (await meant(context, sought, response));
      if (!story) {
        if (!sought) await overview(context, response, { nobody: true }, 422);
        return;
      }
      const held = await exportPerson(database, story.person, context.user, context.now);
      response.attachment(`held-${context.format.isoDay(context.now)}.json`).type('application/json');
      response.send(`${JSON.stringify(held, null, 2)}\n`);
    }),
  );

  routes.post(
    '/privacy/erase',
    asUser(deps, 'privacy', async (context, request, response) => {
      const sought = soughtIn(request.body);
      const story = sought && (await meant(context, sought, response));
      if (!story) {
        if (!sought) await overview(context, response, { nobody: true }, 422);
        return;
      }
      if (textOf(request.body, 'typed') !== nameToType(story.person)) {
        await show(context, story, response, 'mistyped');
        return;
      }
      const closeOpen = textOf(request.body, 'close') === 'yes';
      const how = { by: context.user, closeOpen, pins: deps.pins };
      const erasure = await database.transaction((tx) => erasePerson(tx, story.person, how, context.now));
      if ('refused' in erasure) await show(context, story, response, erasure.refused);
      else await overview(context, response, { gone: true });
    }),
  );
  return routes;
}

/** Whom a form names by the id of a contact or a number. */
function soughtIn(body: unknown): Sought | null {
  const contact = uuid.safeParse(textOf(body, 'contact')).data;
  if (contact !== undefined) return { contact };
  const typed = textOf(body, 'number') || textOf(body, 'who');
  const number = /\d{4}/.test(typed) ? readPhone(typed, 'DE').number : undefined;
  return number === undefined ? null : { number };
}
