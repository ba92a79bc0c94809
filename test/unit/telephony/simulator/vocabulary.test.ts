import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as parameters from '../../../../src/telephony/simulator/rest/parameters.ts';
import { MESSAGING, VOICE, type Word } from '../../../../src/telephony/simulator/twiml/vocabulary.ts';

const library = new URL('../../../../node_modules/twilio/lib/', import.meta.url);
const source = (path: string) => readFileSync(new URL(path, library), 'utf8');

/** The attributes of a verb in Twilio's type declarations. */
function attributesOf(types: string, verb: string): string[] {
  const body = new RegExp(`interface ${verb}Attributes \\{([\\s\\S]*?)\\n {4}\\}`).exec(types)?.[1] ?? '';
  return [...body.matchAll(/^\s+"?([\w:-]+)"?\?: /gm)].map(([, name]) => name ?? '');
}

/** The words of an enumeration in Twilio's type declarations. */
function wordsOf(types: string, name: string): string[] {
  const line = new RegExp(`type ${name} = (.*);`).exec(types)?.[1] ?? '';
  return [...line.matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? '');
}

const withoutMarks = (vocabulary: Record<string, Word>) =>
  Object.keys(vocabulary).filter((name) => /^[A-Z]/.test(name) && name !== 'Response' && name !== 'Hangup');

describe('the vocabulary of TwiML', () => {
  const voice = source('twiml/VoiceResponse.d.ts');
  const messaging = source('twiml/MessagingResponse.d.ts');

  it.each(withoutMarks(VOICE))('<%s> has the attributes of Twilio’s own types', (verb) => {
    expect(Object.keys(VOICE[verb]?.attributes ?? {}).sort()).toEqual(attributesOf(voice, verb).sort());
  });

  it.each(['Message', 'Redirect'])('<%s> of a text has the attributes of Twilio’s own types', (verb) => {
    expect(Object.keys(MESSAGING[verb]?.attributes ?? {}).sort()).toEqual(
      attributesOf(messaging, verb).sort(),
    );
  });

  it.each([
    ['Reject', 'reason', 'RejectReason'],
    ['Conference', 'beep', 'ConferenceBeep'],
    ['Conference', 'statusCallbackEvent', 'ConferenceEvent'],
    ['Conference', 'region', 'ConferenceRegion'],
    ['Dial', 'record', 'DialRecord'],
    ['Dial', 'recordingTrack', 'DialRecordingTrack'],
    ['Gather', 'input', 'GatherInput'],
    ['Record', 'recordingStatusCallbackEvent', 'RecordRecordingEvent'],
    ['Record', 'trim', 'RecordTrim'],
    ['Number', 'statusCallbackEvent', 'NumberEvent'],
  ])('the values of <%s %s> are those of Twilio’s own types', (verb, attribute, type) => {
    const value = VOICE[verb]?.attributes[attribute] as { one?: string[]; some?: string[] };
    expect([...(value.one ?? value.some ?? [])].sort()).toEqual(wordsOf(voice, type).sort());
  });
});

describe('the parameters of the REST API', () => {
  /** What Twilio's library writes into the requests of one of its methods. */
  const written = (file: string, method: string) => {
    const js = source(`rest/api/v2010/account/${file}.js`);
    const start = js.search(new RegExp(`\\b${method}\\(params, callback\\) \\{`));
    const own = js.slice(start, js.indexOf('const headers', start));
    return [...new Set([...own.matchAll(/data\["([A-Za-z<>]+)"\]/g)].map(([, name]) => name))].sort();
  };

  it.each([
    ['call', 'create', parameters.CALL_CREATE],
    ['call', 'update', parameters.CALL_UPDATE],
    ['conference', 'update', parameters.CONFERENCE_UPDATE],
    ['conference', 'page', parameters.CONFERENCE_LIST],
    ['message', 'create', parameters.MESSAGE_CREATE],
    ['incomingPhoneNumber', 'update', parameters.NUMBER_UPDATE],
    ['call', 'page', parameters.CALL_LIST],
    ['message', 'page', parameters.MESSAGE_LIST],
    ['recording', 'page', parameters.RECORDING_LIST],
    ['incomingPhoneNumber', 'page', parameters.NUMBER_LIST],
  ])('of %s.%s are those that Twilio’s own library sends', (file, method, known) => {
    expect([...known].sort()).toEqual(written(file, method));
  });
});
