import express, { type RequestHandler, type Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { SimulatedCarrier } from '../carrier.ts';
import type { CarrierFailure } from '../faultiness.ts';
import { API_VERSION } from '../voice-params.ts';
import { carrierCallRoutes } from './calls.ts';
import { conferenceRoutes } from './conferences.ts';
import { messageRoutes } from './messages.ts';
import { numberRoutes } from './numbers.ts';
import { carrierRecordingRoutes } from './recordings.ts';
import { ERRORS, type RestError, sendError } from './rest-error.ts';

/** Twilio's REST API as far as a hotline needs it, under `/2010-04-01/Accounts/{sid}`. */
export function createRestRouter(carrier: SimulatedCarrier): Router {
  const account = strictRouter({ mergeParams: true });
  account.use(
    authenticate(carrier),
    failOnPurpose(carrier),
    countAsActivity(carrier),
    express.urlencoded({ extended: false }),
    carrierCallRoutes(carrier),
    conferenceRoutes(carrier),
    messageRoutes(carrier),
    carrierRecordingRoutes(carrier),
    numberRoutes(carrier),
    (request, response) => {
      carrier.fault(`the REST API has nothing at ${request.method} ${request.path}`);
      sendError(response, ERRORS.notFound);
    },
  );
  return strictRouter().use(`/${API_VERSION}/Accounts/:account`, account);
}

function authenticate(carrier: SimulatedCarrier): RequestHandler<{ account?: string }> {
  return (request, response, next) => {
    const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
    const [user = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
    if (scheme !== 'Basic' || !carrier.admits(user, secret)) return sendError(response, ERRORS.unauthorised);
    if (request.params.account !== carrier.accountSid) return sendError(response, ERRORS.notFound);
    next();
  };
}

const BY_STATUS: Record<number, RestError> = {
  401: ERRORS.unauthorised,
  404: ERRORS.notFound,
  429: ERRORS.tooMany,
};

function failOnPurpose(carrier: SimulatedCarrier): RequestHandler {
  return async (request, response, next) => {
    const failure: CarrierFailure | undefined = carrier.faultiness.take(request.path);
    if (typeof failure === 'number') {
      return sendError(response, BY_STATUS[failure] ?? { ...ERRORS.server, status: failure });
    }
    if (failure === 'reset') return void request.socket.destroy();
    if (failure === 'slow') await carrier.faultiness.hold();
    if (failure === 'accept-then-fail') {
      response.json = () => {
        request.socket.destroy();
        return response;
      };
    }
    next();
  };
}

/** A request is going on until its answer has left, and whatever begins then has begun. */
function countAsActivity(carrier: SimulatedCarrier): RequestHandler {
  return (_request, response, next) => {
    carrier.activity.begin();
    response.once('close', () => setImmediate(() => carrier.activity.end()));
    next();
  };
}
