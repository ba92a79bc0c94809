import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { SimulatedCarrier } from '../carrier.ts';
import type { Conference } from '../conference.ts';
import { playAnnouncement } from '../play-announcement.ts';
import { checkFieldNames, type Form, flat, isWebUrl, one } from './form.ts';
import { pageOfList } from './paging.ts';
import { CONFERENCE_LIST, CONFERENCE_UPDATE } from './parameters.ts';
import { conferenceResource } from './resources.ts';
import { ERRORS, type RestError, sendError } from './rest-error.ts';

/** Conferences.json and Conferences/{sid}.json. */
export function conferenceRoutes(carrier: SimulatedCarrier): Router {
  const router = strictRouter();
  const find = (sid: string) => carrier.conferences.find((room) => room.sid === sid);

  router.get('/Conferences.json', (request, response) => {
    const query = flat(request.query as Form);
    const refusal = checkFieldNames(query, CONFERENCE_LIST, carrier);
    if (refusal) return sendError(response, refusal);
    const rooms = carrier.conferences.filter((room) => isListed(room, query)).reverse();
    const list = { name: 'conferences', accountSid: carrier.accountSid, path: 'Conferences.json', query };
    response.json(pageOfList(list, rooms, (room) => conferenceResource(room, carrier)));
  });

  router.get('/Conferences/:sid.json', (request, response) => {
    const room = find(request.params.sid);
    if (!room) return sendError(response, ERRORS.notFound);
    response.json(conferenceResource(room, carrier));
  });

  router.post('/Conferences/:sid.json', (request, response) => {
    const room = find(request.params.sid);
    if (!room) return sendError(response, ERRORS.notFound);
    const form = (request.body ?? {}) as Form;
    const refusal = checkFieldNames(form, CONFERENCE_UPDATE, carrier) ?? checkUpdate(room, form);
    if (refusal) return sendError(response, refusal);
    response.once('close', () => update(room, form, carrier));
    response.json(conferenceResource(room, carrier));
  });

  return router;
}

function checkUpdate(room: Conference, form: Form): RestError | undefined {
  if (room.status !== 'in-progress') return ERRORS.conferenceStatus;
  const status = one(form, 'Status');
  if (status !== undefined) return status === 'completed' ? undefined : ERRORS.badConferenceStatus;
  const method = one(form, 'AnnounceMethod') ?? 'POST';
  if (!['GET', 'POST'].includes(method)) return ERRORS.badMethod;
  return isWebUrl(one(form, 'AnnounceUrl') ?? '') ? undefined : ERRORS.noUrl;
}

function update(room: Conference, form: Form, carrier: SimulatedCarrier): void {
  if (one(form, 'Status') === 'completed') {
    room.end();
    return;
  }
  const method = one(form, 'AnnounceMethod') === 'GET' ? 'GET' : 'POST';
  const url = one(form, 'AnnounceUrl') ?? '';
  void carrier.activity.track(() => playAnnouncement(room, { url, method }, carrier));
}

/** Nothing but conferences that go on, unless another status is asked for. */
function isListed(
  room: Conference,
  { FriendlyName, Status = 'in-progress' }: Record<string, string>,
): boolean {
  return room.status === Status && (FriendlyName === undefined || room.name === FriendlyName);
}
