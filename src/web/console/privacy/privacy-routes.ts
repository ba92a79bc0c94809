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
import { asUser, sendPage, type Visit } from '../context.ts';
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

  const overview = async (visit: Visit, response: Response, search: Search | null, status = 200) => {
    sendPage(response, privacyPage(visit, await readPeriods(deps, visit.now), search), status);
  };

  /** The person that a form means, and all that is held of them; else the page that says why not. */
  const meant = async (visit: Visit, sought: Sought, response: Response): Promise<PersonStory | null> => {
    const found = await findPerson(database, sought);
    if ('person' in found) {
      const { person } = found;
      return { sought, person, traces: await findTraces(database, person, visit.now) };
    }
    if (found.refused === 'shared') await overview(visit, response, { people: found.contacts });
    else await overview(visit, response, found.refused === 'ours' ? { ours: true } : { nobody: true }, 422);
    return null;
  };

  const show = async (visit: Visit, story: PersonStory, response: Response, refused: NotErased | null) => {
    const subject = story.person.contacts[0]?.id ?? null;
    await addAuditEntry(database, visit.user, { action: 'viewed-person', subject }, visit.now);
    sendPage(response, personPage(visit, story, refused), refused ? 422 : 200);
  };

  routes.get(
    '/privacy',
    asUser(deps, 'privacy', (visit, _request, response) => overview(visit, response, null)),
  );

  routes.post(
    '/privacy/person',
    asUser(deps, 'privacy', async (visit, request, response) => {
      const sought = soughtIn(request.body);
      const typed = textOf(request.body, 'who');
      const people = sought || typed === '' ? [] : await contactsNamed(database, typed, MAX_PEOPLE);
      const [only, ...others] = people;
      const one = sought ?? (only && others.length === 0 ? { contact: only.id } : null);
      if (!one) {
        await overview(visit, response, people.length > 0 ? { people } : { nobody: true });
        return;
      }
      const story = await meant(visit, one, response);
      if (story) await show(visit, story, response, null);
    }),
  );

  routes.post(
    '/privacy/export',
    asUser(deps, 'privacy', async (visit, request, response) => {
      const sought = soughtIn(request.body);
      const story = sought && (await meant(visit, sought, response));
      if (!story) {
        if (!sought) await overview(visit, response, { nobody: true }, 422);
        return;
      }
      const held = await exportPerson(database, story.person, visit.user, visit.now);
      response.attachment(`held-${visit.format.isoDay(visit.now)}.json`).type('application/json');
      response.send(`${JSON.stringify(held, null, 2)}\n`);
    }),
  );

  routes.post(
    '/privacy/erase',
    asUser(deps, 'privacy', async (visit, request, response) => {
      const sought = soughtIn(request.body);
      const story = sought && (await meant(visit, sought, response));
      if (!story) {
        if (!sought) await overview(visit, response, { nobody: true }, 422);
        return;
      }
      if (textOf(request.body, 'typed') !== nameToType(story.person)) {
        await show(visit, story, response, 'mistyped');
        return;
      }
      const closeOpen = textOf(request.body, 'close') === 'yes';
      const how = { by: visit.user, closeOpen, pins: deps.pins };
      const erasure = await database.transaction((tx) => erasePerson(tx, story.person, how, visit.now));
      if ('refused' in erasure) await show(visit, story, response, erasure.refused);
      else await overview(visit, response, { gone: true });
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
