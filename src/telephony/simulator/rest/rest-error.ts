import type { Response } from 'express';

/** An error of Twilio's REST API. Codes: https://www.twilio.com/docs/api/errors */
export interface RestError {
  status: number;
  code: number;
  message: string;
}

const refused = (code: number, message: string): RestError => ({ status: 400, code, message });

export const ERRORS = {
  unauthorised: { status: 401, code: 20003, message: 'Authenticate' },
  notFound: { status: 404, code: 20404, message: 'The requested resource was not found' },
  tooMany: { status: 429, code: 20429, message: 'Too Many Requests' },
  server: { status: 500, code: 20500, message: 'Internal Server Error' },
  noTo: refused(21201, "No 'To' number is specified"),
  noFrom: refused(21603, "A 'From' phone number is required"),
  noUrl: refused(21205, 'Url parameter is required, and must be an absolute http(s) URL'),
  noBody: refused(21602, 'Message body is required'),
  longBody: refused(21617, 'The concatenated message body exceeds the 1600 character limit'),
  longTwiml: refused(32018, "The value of the 'Twiml' parameter is longer than 4000 characters"),
  notOurFrom: refused(21210, "'From' phone number not verified"),
  notOurSender: refused(21606, "The 'From' phone number is not a valid, SMS-capable number of this account"),
  sameNumber: refused(21266, "'To' and 'From' number cannot be the same"),
  optedOut: refused(21610, 'Attempt to send to unsubscribed recipient'),
  notInProgress: refused(21220, 'Call is not in-progress. Cannot redirect.'),
  stillInProgress: { status: 409, code: 20409, message: 'The call is still in progress' },
  badCallbackEvent: refused(21626, 'Invalid StatusCallbackEvent'),
  badValidity: refused(21622, 'ValidityPeriod must be between 1 and 36000'),
  conferenceStatus: refused(16099, 'The conference is not in progress'),
  badConferenceStatus: refused(20001, "Invalid 'Status': completed is all that a conference can be made"),
  badMethod: refused(20001, 'Invalid method: GET or POST'),
  badTo: refused(21211, "Invalid 'To' Phone Number"),
} as const satisfies Record<string, RestError>;

/** Numbers with which Twilio's test credentials answer an error: https://www.twilio.com/docs/iam/test-credentials */
export const MAGIC_CALLS: Record<string, RestError> = {
  '+15005550001': ERRORS.badTo,
  '+15005550003': refused(21215, 'Geographic permissions do not allow this call'),
  '+15005550004': refused(21216, 'This number is blocked'),
};

export const MAGIC_MESSAGES: Record<string, RestError> = {
  '+15005550001': ERRORS.badTo,
  '+15005550003': refused(21408, 'Geographic permissions do not allow this message'),
  '+15005550004': ERRORS.optedOut,
  '+15005550009': refused(21614, "'To' number is not a valid mobile number"),
};

/** Answers as Twilio does. */
export function sendError(response: Response, { status, code, message }: RestError): void {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  response.status(status).json({ code, message, more_info, status });
}
