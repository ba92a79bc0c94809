/**
 * What TwiML is, as data: every verb and noun the practice carrier understands, its attributes with their values,
 * and what may stand inside it. A unit test holds this against the types that ship with Twilio's own library.
 */

/** What an attribute may hold: a boolean, a whole number, any text, one of the words, or several of them separated by spaces. */
export type AttributeValue =
  | 'boolean'
  | 'number'
  | 'text'
  | 'url'
  | { one: readonly string[] }
  | { some: readonly string[] };

export interface Word {
  attributes: Record<string, AttributeValue>;
  children: readonly string[];
}

const method = { one: ['GET', 'POST'] } as const;
const trim = { one: ['trim-silence', 'do-not-trim'] } as const;
const recordingEvents = { some: ['in-progress', 'completed', 'absent'] } as const;
const legEvents = { some: ['initiated', 'ringing', 'answered', 'completed'] } as const;

const recordingCallback = {
  recordingConfigurationId: 'text',
  recordingStatusCallback: 'url',
  recordingStatusCallbackEvent: recordingEvents,
  recordingStatusCallbackMethod: method,
} as const;

/** Twilio's speech marks inside a Say; how they nest among each other is left to Twilio. */
const SPEECH_MARKS: Record<string, Word['attributes']> = {
  break: { strength: 'text', time: 'text' },
  emphasis: { level: 'text' },
  lang: { 'xml:lang': 'text' },
  p: {},
  phoneme: { alphabet: 'text', ph: 'text' },
  prosody: { pitch: 'text', rate: 'text', volume: 'text' },
  s: {},
  'say-as': { format: 'text', 'interpret-as': 'text' },
  sub: { alias: 'text' },
  w: { role: 'text' },
};
const marks = Object.keys(SPEECH_MARKS);

const verbs: Record<string, Word> = {
  Say: { attributes: { language: 'text', loop: 'number', voice: 'text' }, children: marks },
  Play: { attributes: { digits: 'text', loop: 'number' }, children: [] },
  Pause: { attributes: { length: 'number' }, children: [] },
  Gather: {
    attributes: {
      action: 'url',
      actionOnEmptyResult: 'boolean',
      bargeIn: 'boolean',
      debug: 'boolean',
      enhanced: 'boolean',
      finishOnKey: 'text',
      hints: 'text',
      input: { some: ['dtmf', 'speech'] },
      language: 'text',
      maxSpeechTime: 'number',
      method,
      numDigits: 'number',
      partialResultCallback: 'url',
      partialResultCallbackMethod: method,
      profanityFilter: 'boolean',
      speechModel: 'text',
      speechTimeout: 'text',
      timeout: 'number',
    },
    children: ['Say', 'Play', 'Pause'],
  },
  Record: {
    attributes: {
      action: 'url',
      finishOnKey: 'text',
      maxLength: 'number',
      method,
      playBeep: 'boolean',
      ...recordingCallback,
      timeout: 'number',
      transcribe: 'boolean',
      transcribeCallback: 'url',
      trim,
    },
    children: [],
  },
  Redirect: { attributes: { method }, children: [] },
  Hangup: { attributes: {}, children: [] },
  Reject: { attributes: { reason: { one: ['rejected', 'busy'] } }, children: [] },
  Dial: {
    attributes: {
      action: 'url',
      answerOnBridge: 'boolean',
      callerId: 'text',
      events: 'text',
      hangupOnStar: 'boolean',
      method,
      passports: 'text',
      record: {
        one: [
          'do-not-record',
          'record-from-answer',
          'record-from-ringing',
          'record-from-answer-dual',
          'record-from-ringing-dual',
        ],
      },
      ...recordingCallback,
      recordingTrack: { one: ['both', 'inbound', 'outbound'] },
      referMethod: method,
      referUrl: 'url',
      ringTone: 'text',
      sequential: 'boolean',
      timeLimit: 'number',
      timeout: 'number',
      trim,
    },
    children: ['Number', 'Conference'],
  },
};

const nouns: Record<string, Word> = {
  Number: {
    attributes: {
      amdStatusCallback: 'url',
      amdStatusCallbackMethod: method,
      byoc: 'text',
      machineDetection: { one: ['Enable', 'DetectMessageEnd'] },
      machineDetectionSilenceTimeout: 'number',
      machineDetectionSpeechEndThreshold: 'number',
      machineDetectionSpeechThreshold: 'number',
      machineDetectionTimeout: 'number',
      method,
      sendDigits: 'text',
      statusCallback: 'url',
      statusCallbackEvent: legEvents,
      statusCallbackMethod: method,
      url: 'url',
    },
    children: [],
  },
  Conference: {
    attributes: {
      beep: { one: ['true', 'false', 'onEnter', 'onExit'] },
      coach: 'text',
      endConferenceOnExit: 'boolean',
      eventCallbackUrl: 'url',
      jitterBufferSize: { one: ['large', 'medium', 'small', 'off'] },
      maxParticipants: 'number',
      muted: 'boolean',
      participantLabel: 'text',
      record: { one: ['do-not-record', 'record-from-start'] },
      ...recordingCallback,
      region: { one: ['us1', 'us2', 'ie1', 'sg1', 'br1', 'au1', 'jp1', 'de1'] },
      startConferenceOnEnter: 'boolean',
      statusCallback: 'url',
      statusCallbackEvent: {
        some: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'],
      },
      statusCallbackMethod: method,
      trim,
      waitMethod: method,
      waitUrl: 'url',
    },
    children: [],
  },
};

const speechMarks = Object.fromEntries(
  Object.entries(SPEECH_MARKS).map(([name, attributes]) => [name, { attributes, children: marks }]),
);

/** TwiML for a call. `Response` is the document itself. */
export const VOICE: Record<string, Word> = {
  Response: { attributes: {}, children: Object.keys(verbs) },
  ...verbs,
  ...nouns,
  ...speechMarks,
};

/** TwiML in answer to a text message. */
export const MESSAGING: Record<string, Word> = {
  Response: { attributes: {}, children: ['Message', 'Redirect'] },
  Message: {
    attributes: { action: 'url', from: 'text', method, statusCallback: 'url', to: 'text' },
    children: ['Body', 'Media'],
  },
  Body: { attributes: {}, children: [] },
  Media: { attributes: {}, children: [] },
  Redirect: { attributes: { method }, children: [] },
};
