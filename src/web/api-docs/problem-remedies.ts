import type { ProblemName } from '../api/problem.ts';

/** What whoever wrote the asking program can do about a problem, in one or two sentences. */
export const REMEDIES: Readonly<Record<ProblemName, string>> = {
  unauthorized:
    'Send the header Authorization: Bearer and a token of hotline token add. A token may have ended or been revoked.',
  'insufficient-scope': 'Use a token that has the scope which the call names under security.',
  'too-many-requests': 'Wait as long as Retry-After says, then send it again.',
  'malformed-request': 'Send what can be read: JSON without faults, and headers as the call describes them.',
  'invalid-query': 'Mend what is listed under errors: each entry names its place in the query.',
  'invalid-request': 'Mend what is listed under errors: each entry names its place in the body.',
  'not-found':
    'Check the address and the number in it. What has been erased or was never there looks the same.',
  'method-not-allowed': 'Use one of the methods that the header Allow lists.',
  'too-large': 'Send a shorter body.',
  'unsupported-media-type': 'Send JSON in UTF-8 with the header Content-Type: application/json.',
  'contract-not-in-term': 'Renew the contract of the customer in the directory, or correct its dates.',
  'must-be-phoned':
    'Outside business hours a request starts with a phone call. Have the customer call the number under phone and key in dialInCode: it fills in the call. Until then no ticket is open and no clock runs.',
  'already-phoned': 'Nothing is to be done: the call has opened the ticket.',
  'already-acknowledged': 'Ask who has it, or have a supervisor hand it over in the console.',
  'severity-not-possible':
    'Look at the ticket: it may have this severity already, or its plan may be retired.',
  'stage-not-possible': 'Look at the ticket: its stages go forward only.',
  'not-the-account-manager': 'Send it in the name of the TAM or deputy of this customer.',
  'update-not-possible': 'Read the detail: there may be no contacts, or they have been told enough today.',
  'ticket-not-answered': 'Answer the ticket first.',
  'ticket-is-over': 'Nothing is to be done, or reopen the ticket if its answer does not hold.',
  'idempotency-key-reused': 'Make a new key for each new request.',
  'carrier-unavailable': 'Send it again in a moment. Nothing was done.',
  unavailable: 'Send it again as soon as Retry-After says.',
  internal: 'Send it again later. It is in the log of the service.',
};
