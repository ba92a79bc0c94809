import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { SimulatedCarrier } from '../carrier.ts';
import type { Leg, LegProgress } from '../leg.ts';
import type { OutboundCall } from '../ring.ts';
import type { Start } from '../run-twiml.ts';
import { checkFieldNames, type Form, flat, isPhoneNumber, isWebUrl, many, one } from './form.ts';
import { matchesDate, pageOfList } from './paging.ts';
import { CALL_CREATE, CALL_LIST, CALL_UPDATE } from './parameters.ts';
import { callResource } from './resources.ts';
import { ERRORS, MAGIC_CALLS, type RestError, sendError } from './rest-error.ts';

const DEFAULT_RING_SECONDS = 60;
const MAX_TWIML = 4000;
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

/** Calls.json and Calls/{sid}.json. */
export function carrierCallRoutes(carrier: SimulatedCarrier): Router {
  const router = strictRouter();

  router.post('/Calls.json', (request, response) => {
    const form = (request.body ?? {}) as Form;
    const refusal = checkFieldNames(form, CALL_CREATE, carrier) ?? checkCall(form, carrier);
    if (refusal) return sendError(response, refusal);
    const { leg, connect } = carrier.placeCall(readCall(form));
    // The phone rings once the service has its answer, or has lost it.
    response.once('close', connect);
    response.status(201).json(callResource(leg, carrier));
  });

  router.get('/Calls.json', (request, response) => {
    const query = flat(request.query as Form);
    const refusal = checkFieldNames(query, CALL_LIST, carrier);
    if (refusal) return sendError(response, refusal);
    const legs = carrier.legs.filter((leg) => isListed(leg, query)).reverse();
    const list = { name: 'calls', accountSid: carrier.accountSid, path: 'Calls.json', query };
    response.json(pageOfList(list, legs, (leg) => callResource(leg, carrier)));
  });

  router.get('/Calls/:sid.json', (request, response) => {
    const leg = carrier.legs.find(({ sid }) => sid === request.params.sid);
    if (!leg) return sendError(response, ERRORS.notFound);
    response.json(callResource(leg, carrier));
  });

  router.post('/Calls/:sid.json', (request, response) => {
    const leg = carrier.legs.find(({ sid }) => sid === request.params.sid);
    if (!leg) return sendError(response, ERRORS.notFound);
    const form = (request.body ?? {}) as Form;
    const refusal = checkFieldNames(form, CALL_UPDATE, carrier) ?? checkUpdate(leg, form);
    if (refusal) return sendError(response, refusal);
    response.once('close', () => update(leg, form, carrier));
    response.json(callResource(leg, carrier));
  });

  router.delete('/Calls/:sid.json', (request, response) => {
    const index = carrier.legs.findIndex(({ sid }) => sid === request.params.sid);
    const leg = carrier.legs[index];
    if (!leg) return sendError(response, ERRORS.notFound);
    if (!leg.over) return sendError(response, ERRORS.stillInProgress);
    carrier.legs.splice(index, 1);
    response.status(204).end();
  });

  return router;
}

function checkCall(form: Form, carrier: SimulatedCarrier): RestError | undefined {
  const to = one(form, 'To');
  const from = one(form, 'From');
  if (!to) return ERRORS.noTo;
  if (!from) return ERRORS.noFrom;
  const magic = MAGIC_CALLS[to];
  if (magic) return magic;
  if (!isPhoneNumber(to))
    return { ...ERRORS.badTo, message: `The phone number you are attempting to call, ${to}, is not valid.` };
  if (from !== carrier.number && from !== carrier.otherNumber) return ERRORS.notOurFrom;
  if (many(form, 'StatusCallbackEvent').some((event) => !EVENTS.includes(event)))
    return ERRORS.badCallbackEvent;
  return checkStart(form);
}

function checkStart(form: Form): RestError | undefined {
  const url = one(form, 'Url');
  const twiml = one(form, 'Twiml');
  if (url === undefined && twiml === undefined) return ERRORS.noUrl;
  if (url !== undefined && !isWebUrl(url)) return ERRORS.noUrl;
  return twiml !== undefined && twiml.length > MAX_TWIML ? ERRORS.longTwiml : undefined;
}

function readCall(form: Form): OutboundCall {
  return {
    to: one(form, 'To') ?? '',
    from: one(form, 'From') ?? '',
    start: readStart(form),
    timeoutSeconds: Number(one(form, 'Timeout') ?? DEFAULT_RING_SECONDS),
    progress: readProgress(form),
    fallbackUrl: one(form, 'FallbackUrl'),
    detection: readDetection(form),
  };
}

function readStart(form: Form): Start {
  const url = one(form, 'Url');
  if (url === undefined) return { twiml: one(form, 'Twiml') ?? '' };
  return { url, method: one(form, 'Method') === 'GET' ? 'GET' : 'POST', params: {} };
}

function readProgress(form: Form): LegProgress | undefined {
  const url = one(form, 'StatusCallback');
  if (url === undefined) return undefined;
  const events = many(form, 'StatusCallbackEvent');
  return {
    url,
    method: one(form, 'StatusCallbackMethod') === 'GET' ? 'GET' : 'POST',
    events: events.length > 0 ? events : ['completed'],
  };
}

function readDetection(form: Form): OutboundCall['detection'] {
  if (one(form, 'MachineDetection') === undefined) return 'none';
  const callback = one(form, 'AsyncAmdStatusCallback');
  if (one(form, 'AsyncAmd') !== 'true') return 'before-twiml';
  return callback === undefined ? 'none' : { callback };
}

function checkUpdate(leg: Leg, form: Form): RestError | undefined {
  const status = one(form, 'Status');
  if (leg.over) return ERRORS.notInProgress;
  if (status === 'canceled') return leg.answeredAt ? ERRORS.notInProgress : undefined;
  if (status === 'completed') return undefined;
  return leg.status === 'in-progress' ? checkStart(form) : ERRORS.notInProgress;
}

function update(leg: Leg, form: Form, carrier: SimulatedCarrier): void {
  if (one(form, 'Status') === undefined) carrier.redirect(leg, readStart(form));
  else void carrier.finish(leg, leg.answeredAt ? 'completed' : 'canceled');
}

function isListed(leg: Leg, query: Record<string, string>): boolean {
  const { To, From, Status, ParentCallSid } = query;
  return (
    (To === undefined || leg.to === To) &&
    (From === undefined || leg.from === From) &&
    (Status === undefined || leg.status === Status) &&
    (ParentCallSid === undefined || leg.parent?.sid === ParentCallSid) &&
    matchesDate(leg.startedAt, 'StartTime', query) &&
    matchesDate(leg.endedAt ?? leg.startedAt, 'EndTime', query)
  );
}
