import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { SimulatedCarrier } from '../carrier.ts';
import { checkFieldNames, type Form, flat, one } from './form.ts';
import { pageOfList } from './paging.ts';
import { NUMBER_LIST, NUMBER_UPDATE } from './parameters.ts';
import { numberResource, SETTING_NAMES } from './resources.ts';
import { ERRORS, sendError } from './rest-error.ts';

/** IncomingPhoneNumbers.json: the hotline's one number and where it sends what happens to it. */
export function numberRoutes(carrier: SimulatedCarrier): Router {
  const router = strictRouter();

  router.get('/IncomingPhoneNumbers.json', (request, response) => {
    const query = flat(request.query as Form);
    const refusal = checkFieldNames(query, NUMBER_LIST, carrier);
    if (refusal) return sendError(response, refusal);
    const wanted = query.PhoneNumber ?? carrier.number;
    const numbers = carrier.number.includes(wanted) ? [carrier] : [];
    const list = {
      name: 'incoming_phone_numbers',
      accountSid: carrier.accountSid,
      path: 'IncomingPhoneNumbers.json',
      query,
    };
    response.json(pageOfList(list, numbers, numberResource));
  });

  router.get('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    if (request.params.sid !== carrier.numberSid) return sendError(response, ERRORS.notFound);
    response.json(numberResource(carrier));
  });

  router.post('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    if (request.params.sid !== carrier.numberSid) return sendError(response, ERRORS.notFound);
    const form = (request.body ?? {}) as Form;
    const refusal = checkFieldNames(form, NUMBER_UPDATE, carrier);
    if (refusal) return sendError(response, refusal);
    for (const [name, setting] of Object.entries(SETTING_NAMES)) {
      const value = one(form, name);
      if (value !== undefined) carrier.settings[setting] = value === '' ? undefined : value;
    }
    response.json(numberResource(carrier));
  });

  return router;
}
