import type { Request } from 'express';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { conferenceForm } from '../../../../src/telephony/twilio/conference-form.ts';
import { type CarrierForm, createFormReader } from '../../../../src/telephony/twilio/form-reader.ts';
import { smsForm, smsStatusForm } from '../../../../src/telephony/twilio/sms-form.ts';
import { transcriptionForm, voiceForm } from '../../../../src/telephony/twilio/voice-form.ts';

const ID = '0'.repeat(32);
const says = <Raw extends { AccountSid?: string | undefined }, T>(
  form: CarrierForm<Raw, T>,
  fields: Record<string, string>,
) => form.read(form.schema.parse(fields));

const leg = (fields: Record<string, string>) => says(voiceForm, { CallSid: `CA${ID}`, ...fields });
const report = (MessageStatus: string, fields: Record<string, string> = {}) =>
  says(smsStatusForm, { MessageSid: `SM${ID}`, MessageStatus, ...fields });

describe('what a party did', () => {
  it.each([
    ['keys, without the one that ends them', { Digits: '471108#' }, { kind: 'digits', digits: '471108' }],
    ['nothing', {}, { kind: 'digits', digits: '' }],
    [
      'a recording, by its address alone',
      { RecordingUrl: `https://api.example/Recordings/RE${ID}`, RecordingDuration: '7', Digits: '#' },
      { kind: 'recording', sid: `RE${ID}`, seconds: 7 },
    ],
    [
      'a recording of nobody knows how long, which is kept',
      { RecordingSid: `RE${ID}`, RecordingDuration: 'long' },
      { kind: 'recording', sid: `RE${ID}`, seconds: 1 },
    ],
    [
      'a recording whose length is not told, which is kept',
      { RecordingSid: `RE${ID}` },
      { kind: 'recording', sid: `RE${ID}`, seconds: 1 },
    ],
    [
      'a recording of nothing',
      { RecordingSid: `RE${ID}`, RecordingDuration: '0' },
      { kind: 'recording', sid: `RE${ID}`, seconds: 0 },
    ],
    [
      'a recording of three hundred years',
      { RecordingSid: `RE${ID}`, RecordingDuration: '9999999999' },
      { kind: 'recording', sid: `RE${ID}`, seconds: 86_400 },
    ],
    ['a talk that is over', { DialCallStatus: 'completed' }, { kind: 'left-bridge' }],
  ])('%s', (_, fields, input) => {
    expect(leg(fields).input).toEqual(input);
  });
});

test.each([
  ['machine_start', true],
  ['machine_end_beep', true],
  ['fax', true],
  ['unknown', false],
  ['human', false],
  ['', false],
])('answered by %s', (AnsweredBy, isMachine) => {
  expect(leg({ AnsweredBy }).isMachine).toBe(isMachine);
});

test('a leg is ours by what the carrier calls its direction', () => {
  const ours = ['outbound-api', 'outbound-dial', 'inbound', ''].map(
    (Direction) => leg({ Direction }).isOutbound,
  );
  expect(ours).toEqual([true, true, false, false]);
});

test('a line that was dialled was talked on, or was not', () => {
  const talked = ['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled'].map(
    (DialCallStatus) => leg({ DialCallStatus }).hasTalked,
  );
  expect(talked).toEqual([true, true, false, false, false, false]);
});

describe('how a message fares', () => {
  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['accepted', null],
    ['constructor', null],
  ])('%s is %s', (word, status) => {
    expect(report(word).status).toBe(status);
  });

  it.each([
    ['21610', 'opted-out'],
    ['30006', 'not-delivered'],
    ['', 'not-delivered'],
  ])('failed by the code %s means %s, and the code is kept as it came', (ErrorCode, failure) => {
    expect(report('undelivered', { ErrorCode })).toMatchObject({ failure, error: ErrorCode });
  });

  it('has not failed, whatever code comes with it', () => {
    expect(report('delivered', { ErrorCode: '21610' }).failure).toBeNull();
  });
});

test('a transcription that could not be made has no text', () => {
  const heard = (TranscriptionStatus: string) =>
    says(transcriptionForm, {
      TranscriptionSid: `TR${ID}`,
      RecordingSid: `RE${ID}`,
      TranscriptionStatus,
      TranscriptionText: 'Help',
    }).text;
  expect([heard('completed'), heard('failed')]).toEqual(['Help', null]);
});

test('whatever words stand in a form that is let through, a leg has one of our statuses or none', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (CallStatus, AnsweredBy) => {
      const { status, input } = leg({ CallStatus, AnsweredBy });
      expect(status === null || status === CallStatus).toBe(true);
      expect(input).toEqual({ kind: 'digits', digits: '' });
    }),
  );
});

test('a form that nothing has let through says nothing', () => {
  const reader = createFormReader(smsForm, `AC${ID}`);
  expect(() => reader.of({ path: '/incoming' } as Request)).toThrow('/incoming');
});

test.each([
  ['announcement-end', 'ended'],
  ['announcement-fail', 'failed'],
  ['conference-end', null],
  ['constructor', null],
  ['', null],
])('of a conference %s means that an announcement %s', (StatusCallbackEvent, announcement) => {
  expect(says(conferenceForm, { StatusCallbackEvent })).toEqual({ announcement, announceUrl: '' });
});
