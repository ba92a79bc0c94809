import { describe, expect, it } from 'vitest';
import { readPhone } from '../../src/domain/directory-entry/phone.ts';
import { skeletonOf } from '../../src/domain/users/look-alike.ts';
import { maskNumbers } from '../../src/platform/log.ts';
import { weaknessOf } from '../../src/platform/weak-secret.ts';
import { smsForm } from '../../src/telephony/twilio/sms-form.ts';
import { checkCalendar } from '../../src/web/console/directory/calendars/calendar-form.ts';
import { toLayers } from '../../src/web/console/schedules/layers-draft.ts';
import { readLength } from '../../src/web/console/typed/read-length.ts';
import { readSpans } from '../../src/web/console/typed/read-spans.ts';
import { readTypedDay } from '../../src/web/console/typed/read-typed-day.ts';

/** Ten times longer than any field: with work that grows by the square of it nobody would see the end. */
const LENGTH = 200_000;
const filled = (text: string) => text.repeat(LENGTH / text.length);

const layer = { participants: ['anna'], rotate: 'P7D', from: '2026-01-05T08:00', until: '' };

describe('a text without an end', () => {
  it.each<[string, (text: string) => unknown]>([
    ['the hours of a layer', (text) => toLayers([{ ...layer, during: [{ days: ['mon'], hours: text }] }])],
    [
      'the hours of a calendar',
      (text) => checkCalendar({ timezone: 'Europe/Berlin', 'hours.mon': text, open: text }),
    ],
    ['a length of time', (text) => readLength(text)],
    ['hours', readSpans],
    ['a day', readTypedDay],
    ['a line of the log', maskNumbers],
    ['a name', skeletonOf],
    ['a secret', (text) => weaknessOf(text, 3)],
    ['a phone number', (text) => readPhone(text, 'DE')],
  ])('as %s takes no longer than its length', { timeout: 20_000 }, (_, read) => {
    for (const text of [
      'a ',
      'a 1',
      ' ',
      ' -',
      '+1',
      '+',
      '0',
      ', ',
      '.',
      'x!',
      'change_',
      'abc',
      '\u0301',
      'ß',
    ])
      for (const end of ['', 'x', '!', '\u0000']) read(filled(text) + end);
  });

  it('as an SMS is cut before anybody reads it', () => {
    const form = {
      MessageSid: `SM${'0'.repeat(32)}`,
      From: '+49',
      To: '+49',
      Body: `${'.'.repeat(19_999)}x`,
    };
    expect(smsForm.read(smsForm.schema.parse(form)).body).toHaveLength(1_600);
  });
});
