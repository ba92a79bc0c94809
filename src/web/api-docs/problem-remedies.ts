import type { ProblemName } from '../api/problem.ts';

/** What whoever wrote the asking program can do about a problem, in one or two sentences. */
export const REMEDIES: Readonly<Record<ProblemName, string>> = {
  unauthorized:
    'Send the header Authorization: Bearer and a token from hotline token add. Your token may have expired or been revoked.',
  'insufficient-scope': 'Use a token with the scope that the call lists under security.',
  'too-many-requests': 'Wait as long as Retry-After says, then send it again.',
  'malformed-request': 'Send valid JSON, and headers as the call describes them.',
  'invalid-query': 'Correct what is listed under errors: each entry names its place in the query.',
  'invalid-request': 'Correct what is listed under errors: each entry names its place in the body.',
  'not-found':
    'Check the address and the number in it. Something erased looks the same as something that never existed.',
  'method-not-allowed': 'Use one of the methods that the header Allow lists.',
  'too-large': 'Send a shorter body.',
  'unsupported-media-type': 'Send JSON in UTF-8 with the header Content-Type: application/json.',
  'contract-not-in-term': 'Renew the contract of the customer in the directory, or correct its dates.',
  'must-be-phoned':
    'Outside business hours a request starts with a phone call. Have the customer call the number under phone and key in dialInCode: it fills in the call. Until then no ticket is open and no clock runs.',
  'already-phoned': 'You need not do anything: the call has opened the ticket.',
  'already-acknowledged': 'Ask who has it, or have a supervisor hand it over in the console.',
  'severity-not-possible':
    'Look at the ticket: it may have this severity already, or its plan may be retired.',
  'stage-not-possible': 'Look at the ticket: its stages only go forward.',
  'not-the-account-manager': 'Send it in the name of the TAM or deputy of this customer.',
  'update-not-possible':
    'Read the detail: there may be no contacts, or they have had as many updates today as they may get.',
  'ticket-not-answered': 'Answer the ticket first.',
  'ticket-is-over': 'You need not do anything; if the answer does not hold, reopen the ticket.',
  'listening-not-possible': 'Read detail: nobody talks, somebody listens already, or LISTENING_IN is off.',
  'shifts-in-absence':
    'Ask somebody to cover the shifts listed under shifts (POST /shift-requests), or send it again with accept: "shifts".',
  'shift-not-possible':
    'Read the detail, and look at GET /shift-requests and GET /on-call: others may have been quicker.',
  'idempotency-key-reused': 'Use a new key for each new request.',
  'carrier-unavailable': 'Send it again in a moment. Nothing was done.',
  unavailable: 'Wait as long as Retry-After says, then send it again.',
  internal: 'Send it again later. The fault is in the log of the service.',
};
