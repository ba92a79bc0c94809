import { actionOf, type Conversation } from './callers.ts';

/** What is keyed where; silence everywhere else. */
const KEYS: Readonly<Record<string, string>> = {
  language: '1',
  'customer-number': '12345',
  unverified: '2',
  'message-consent': '2',
};
const ENDS = '<Hangup/>';

/** A call of somebody whom nobody knows, who gives up: a ring, ten answers to questions and the report of the end. */
export const wholeCall: Conversation = async function* (post) {
  let twiml = await post('/twilio/voice/incoming');
  yield;
  while (!twiml.includes(ENDS)) {
    const action = actionOf(twiml);
    const state = /input\/([a-z-]+)/.exec(action)?.[1] ?? '';
    twiml = await post(action, { Digits: KEYS[state] ?? '' });
    yield;
  }
  await post('/twilio/voice/status', { CallStatus: 'completed' });
  yield;
};
