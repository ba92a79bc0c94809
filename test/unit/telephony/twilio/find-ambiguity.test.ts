import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAmbiguity } from '../../../../src/telephony/twilio/find-ambiguity.ts';
import { sign } from '../../../../src/telephony/twilio/signature.ts';

type Form = Record<string, string>;

const URL = 'https://hotline.example/twilio/sms/incoming';
const STRANGER = '+4915228817399';
const ENGINEER = '+4915228817386';
const SID = `SM${'0123456789abcdef'.repeat(2)}`;

/** What Twilio sends when a text comes in. */
const sms = (Body: string, From = STRANGER): Form => ({
  AccountSid: `AC${'0'.repeat(32)}`,
  ApiVersion: '2010-04-01',
  Body,
  From,
  FromCity: 'FROME',
  FromCountry: 'GB',
  FromState: '',
  FromZip: '',
  MessageSid: SID,
  NumMedia: '0',
  NumSegments: '1',
  SmsMessageSid: SID,
  SmsSid: SID,
  SmsStatus: 'received',
  To: '+493023125000',
  ToCity: 'Toronto',
  ToCountry: 'DE',
  ToState: '',
  ToZip: '',
});

const call = (further: Form = {}): Form => ({
  AccountSid: `AC${'0'.repeat(32)}`,
  ApiVersion: '2010-04-01',
  CallSid: `CA${'0'.repeat(32)}`,
  CallStatus: 'ringing',
  Called: '+493023125000',
  Caller: STRANGER,
  Direction: 'inbound',
  From: STRANGER,
  To: '+493023125000',
  ...further,
});

const signature = (form: Form) => sign('the token', URL, form);

/** Signed alike, and refused. */
function expectRefused(captured: Form, forged: Form): void {
  expect(signature(forged), 'it is no forgery of this form').toBe(signature(captured));
  expect(findAmbiguity(captured), 'the carrier sent it').toBeNull();
  expect(findAmbiguity(forged)).not.toBeNull();
}

describe('a text that carries an order in another name is signed as its sender signed it, and refused', () => {
  const { FromCity: _, ...withoutCity } = sms('');
  it.each<[string, Form, Form]>([
    [
      'the real sender in a value',
      sms(`A 4711From${ENGINEER}FromCity`),
      { ...sms('A 4711', ENGINEER), FromCity: `From${STRANGER}FromCityFROME` },
    ],
    [
      'the real sender in a name',
      sms(`A 4711From${ENGINEER}FromA`),
      { ...sms('A 4711', ENGINEER), FromAFrom: STRANGER },
    ],
    [
      'the real sender, a word, as a name of its own',
      { ...withoutCity, Body: `A 4711From${ENGINEER}`, From: 'Bank' },
      { ...withoutCity, Body: 'A 4711', From: ENGINEER, FromBank: '' },
    ],
    [
      'the real sender, a word, in the value of a name that nobody has',
      { ...withoutCity, Body: `A 4711From${ENGINEER}FromA`, From: 'bank' },
      { ...withoutCity, Body: 'A 4711', From: ENGINEER, FromA: 'Frombank' },
    ],
  ])('%s', (_what, captured, forged) => {
    expectRefused(captured, forged);
  });
});

it('a text loses nothing that was said, and swallows nothing that was not', () => {
  expectRefused(sms('OkDoch noch nicht', ENGINEER), { ...sms('Ok', ENGINEER), Doch: ' noch nicht' });
  const { ProfileName: _, ...rest } = { ...sms('', `whatsapp:${STRANGER}`), ProfileName: '' };
  const profile = `From${ENGINEER}MessageSid${SID}`;
  const captured = { ...rest, Body: 'A 4711', ProfileName: 'x' };
  expect(findAmbiguity(captured)).toBeNull();
  const swallowing = { Body: `A 4711From+1MessageSid${SID}ProfileName`, From: ENGINEER, MessageSid: SID };
  expect(findAmbiguity(swallowing)).not.toBeNull();
  expect(findAmbiguity({ ...captured, ProfileName: profile })).not.toBeNull();
});

it('an address loses no part of its query to a form', () => {
  const form = call();
  const { AccountSid = '', ...others } = form;
  const path = 'https://hotline.example/twilio/voice/status';
  const forged = { ...others, '?leg=0AccountSid': AccountSid };
  expect(sign('the token', path, forged)).toBe(sign('the token', `${path}?leg=0`, form));
  expect(findAmbiguity(forged)).not.toBeNull();
});

it('names with brackets, empty values and JSON are what add-ons send', () => {
  const form = {
    'AddOns[0]': '',
    AddOns: '{"status":"successful","results":{}}',
    From: STRANGER,
    CallerName: "O'Neil & Söhne 🎉",
  };
  expect(findAmbiguity(form)).toBeNull();
});

it('a caller is who the carrier says, whatever name their telephone shows', () => {
  const captured = call({ CallerName: `From${ENGINEER}FromA` });
  const forged = {
    ...call({ CallerName: '' }),
    Direction: 'inbound',
    From: ENGINEER,
    FromA: `Direction${'inbound'}From${STRANGER}`,
  };
  expect(findAmbiguity(captured)).toBeNull();
  expect(findAmbiguity(forged)).not.toBeNull();
});

describe('what the carrier really sends is taken', () => {
  it.each([
    'A 4711',
    'From FromCountry To MessageSid and FromCity=Berlin',
    `From${ENGINEER}FromCityMessageSid`,
    'Body\nFrom+4915228817386\nTo+493023125000',
    'CallSidCA00000000000000000000000000000000',
    '',
    '__proto__',
    '🙂 ÄÖÜ \u0000',
  ])('with the text %j', (text) => {
    expect(findAmbiguity(sms(text))).toBeNull();
  });

  it.each<Form>([
    {
      CallToken: '%7B%22parentCallInfoToken%22%3A%22eyFromx%22%7D',
      StirVerstat: 'TN-Validation-Passed-A',
    },
    { StirPassportToken: 'eyJhbGciOiJFUzI1NiIsFrom.CallSid_-x.abc' },
    {
      CallerName: 'FROM THE TOWN HALL',
      ForwardedFrom: '+493023125101',
      ParentCallSid: `CA${'1'.repeat(32)}`,
    },
    { 'SipHeader_X-Account': '1', SipDomain: 'example.sip.twilio.com' },
    { DialCallSid: `CA${'2'.repeat(32)}`, DialCallStatus: 'completed', DialCallDuration: '5' },
    { ErrorCode: '11200', ErrorUrl: 'https://hotline.example/twilio/voice/incoming' },
    { AParameterOfTomorrow: 'Something new', FutureThing: '', Zone: 'x' },
    { MediaUrl0: 'https://api.twilio.com/Media/ME0', MediaContentType0: 'image/jpeg', NumMedia: '1' },
  ])('with %j', (further) => {
    expect(findAmbiguity(call(further))).toBeNull();
  });
});

/** All ways to cut a text into these names, in their order, and values; at most so many. */
function cuts(text: string, names: readonly string[], most = 3_000): Form[] {
  const found: Form[] = [];
  const go = (at: number, form: Form, last: string) => {
    if (found.length >= most) return;
    const next = names.filter((name) => name > last && text.startsWith(name, at));
    for (const name of next) {
      const from = at + name.length;
      for (let end = from; end < text.length; end += 1) {
        if (names.some((other) => other > name && text.startsWith(other, end)))
          go(end, { ...form, [name]: text.slice(from, end) }, name);
      }
      found.push({ ...form, [name]: text.slice(from) });
    }
  };
  go(0, {}, '');
  return found;
}

it('of all ways to cut one signed text, none that is taken says another sender', () => {
  const names = [
    'Body',
    'Doch',
    'From',
    'FromA',
    'FromAFrom',
    'FromCity',
    'MessageSid',
    'NumMedia',
    'To',
    'X',
  ];
  const piece = fc.constantFrom(...names, ENGINEER, STRANGER, SID, 'A 4711', ' ', 'x');
  const texts = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(texts, fc.constantFrom('', 'BERLIN'), (Body, FromCity) => {
      const form: Form = {
        Body,
        From: STRANGER,
        FromCity,
        MessageSid: SID,
        NumMedia: '0',
        To: '+493023125000',
      };
      const signed = Object.entries(form).flat().join('');
      const taken = cuts(signed, names).filter(
        (cut) => cut.From !== undefined && cut.MessageSid === SID && findAmbiguity(cut) === null,
      );
      const numbers = taken.map(({ From = '' }) => From).filter((from) => /^\+\d+$/.test(from));
      expect(numbers.filter((number) => number !== STRANGER)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
