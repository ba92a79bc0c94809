import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { SimulatedCarrier } from '../carrier.ts';
import { checkFieldNames, type Form, flat, isPhoneNumber, one } from './form.ts';
import { matchesDate, pageOfList } from './paging.ts';
import { MESSAGE_CREATE, MESSAGE_LIST } from './parameters.ts';
import { messageResource } from './resources.ts';
import { ERRORS, MAGIC_MESSAGES, type RestError, sendError } from './rest-error.ts';

const MAX_BODY = 1600;
const MAX_VALIDITY = 36_000;

/** Messages.json and Messages/{sid}.json. */
export function messageRoutes(carrier: SimulatedCarrier): Router {
  const router = strictRouter();

  router.post('/Messages.json', (request, response) => {
    const form = (request.body ?? {}) as Form;
    const refusal = checkFieldNames(form, MESSAGE_CREATE, carrier) ?? checkMessage(form, carrier);
    if (refusal) return sendError(response, refusal);
    const validity = one(form, 'ValidityPeriod');
    const message = carrier.texting.accept({
      direction: 'outbound-api',
      from: one(form, 'From') ?? '',
      to: one(form, 'To') ?? '',
      body: one(form, 'Body') ?? '',
      statusCallback: one(form, 'StatusCallback'),
      validitySeconds: validity === undefined ? undefined : Number(validity),
    });
    response.once('close', () => void carrier.activity.track(() => carrier.texting.deliver(message)));
    response.status(201).json(messageResource(message, carrier));
  });

  router.get('/Messages.json', (request, response) => {
    const query = flat(request.query as Form);
    const refusal = checkFieldNames(query, MESSAGE_LIST, carrier);
    if (refusal) return sendError(response, refusal);
    const messages = carrier.texting.messages
      .filter(({ to }) => query.To === undefined || to === query.To)
      .filter(({ from }) => query.From === undefined || from === query.From)
      .filter(({ createdAt }) => matchesDate(createdAt, 'DateSent', query))
      .reverse();
    const list = { name: 'messages', accountSid: carrier.accountSid, path: 'Messages.json', query };
    response.json(pageOfList(list, messages, (message) => messageResource(message, carrier)));
  });

  router.get('/Messages/:sid.json', (request, response) => {
    const message = carrier.texting.messages.find(({ sid }) => sid === request.params.sid);
    if (!message) return sendError(response, ERRORS.notFound);
    response.json(messageResource(message, carrier));
  });

  router.delete('/Messages/:sid.json', (request, response) => {
    const { messages } = carrier.texting;
    const index = messages.findIndex(({ sid }) => sid === request.params.sid);
    if (index < 0) return sendError(response, ERRORS.notFound);
    messages.splice(index, 1);
    response.status(204).end();
  });

  return router;
}

function checkMessage(form: Form, carrier: SimulatedCarrier): RestError | undefined {
  const to = one(form, 'To');
  if (!to) return { ...ERRORS.noTo, code: 21604 };
  return MAGIC_MESSAGES[to] ?? checkParties(to, one(form, 'From'), carrier) ?? checkText(form);
}

function checkParties(
  to: string,
  from: string | undefined,
  carrier: SimulatedCarrier,
): RestError | undefined {
  if (!isPhoneNumber(to)) return { ...ERRORS.badTo, message: `Invalid 'To' Phone Number: ${to}` };
  if (!from) return ERRORS.noFrom;
  if (from === to) return ERRORS.sameNumber;
  if (from !== carrier.number) return ERRORS.notOurSender;
  return carrier.texting.optedOut.has(to) ? ERRORS.optedOut : undefined;
}

function checkText(form: Form): RestError | undefined {
  const body = one(form, 'Body') ?? '';
  const validity = Number(one(form, 'ValidityPeriod') ?? MAX_VALIDITY);
  if (body === '') return ERRORS.noBody;
  if (body.length > MAX_BODY) return ERRORS.longBody;
  return Number.isInteger(validity) && validity >= 1 && validity <= MAX_VALIDITY
    ? undefined
    : ERRORS.badValidity;
}
