import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldToGsm } from '../../../../src/domain/messages/to-gsm.ts';
import { pageText } from '../../../../src/domain/paging/page-text.ts';
import { isGsm7, partsOf } from '../../../support/gsm.ts';
import { script } from '../flow/shipped.ts';

const voice = { script, number: '+493023125099' };
const LANGUAGES = [...script.prompts.keys()];

const LINK = 'https://hotline.example.com/p/Xy3abcdEFGh4';
const TICKET = {
  ticket: '4711',
  'severity-caps': '2',
  'request-short': 'problem',
  'customer-name': 'Musterwerk AG',
  verified: 'yes',
  round: '1',
  now: '2026-11-23T09:00:00Z',
  'respond-by': '2026-11-23T09:29:00Z',
  zone: 'Europe/Berlin',
  code: 'K7Q',
};
const SAID = 'Der Lizenzserver startet nicht mehr, seit heute früh kommt niemand an die Daten, alles steht.';
const FULL = { ...TICKET, about: SAID, recorded: '', 'tried-before': 'Anna Weber', 'ticket-link': LINK };

describe('a page by SMS', () => {
  it('says all of it in two parts: who, how long, what it is about, who was tried, how to answer, and where', () => {
    const text = pageText(voice, 'de', { ...FULL, 'severity-caps': '1', round: '2' }, 2);
    expect(text).toBe(
      `KRITISCH Ticket 4711 Musterwerk AG, Runde 2, noch 29 min: "${SAID}" Versucht: Anna Weber. ${LINK} ` +
        'A 4711 übernehmen, C anrufen, P weiter, D 4711 K7Q Antwort',
    );
    expect(partsOf(text)).toBe(2);
  });

  it('says that nobody else is left, as long as there is room for it', () => {
    const alone = { ...FULL, about: '', 'nobody-else': 'yes' };
    expect(pageText(voice, 'de', alone, 2)).toContain(
      'Versucht: Anna Weber. Sonst ist niemand mehr da. https',
    );
    for (const language of LANGUAGES) expect(partsOf(pageText(voice, language, alone, 1))).toBe(1);
  });

  it('in one part cuts the words, and says less of what the orders mean', () => {
    expect(pageText(voice, 'de', FULL, 1)).toBe(
      'HOCH Ticket 4711 Musterwerk AG, noch 29 min: "Der Lizenzserver sta..." ' +
        `${LINK} A 4711 ja, C Anruf, P nein, D 4711 K7Q Antwort`,
    );
  });

  it('tells of a recording where nobody has written down what was said', () => {
    const text = pageText(voice, 'en', { ...FULL, about: '', recorded: '24' }, 1);
    expect(text).toContain('29 min left: recording, 24 s. https');
    expect(text).toContain(LINK);
  });

  it('keeps the link where there is no room for words', () => {
    const text = pageText(voice, 'de', { ...FULL, round: '12' }, 1);
    expect(text).not.toContain('Lizenz');
    expect(text).toContain(LINK);
  });

  it('drops a link that leaves no room for how to answer', () => {
    const link = `https://${'a-very-long-name-of-a-host.'.repeat(4)}example.com/p/Xy3abcdEFGh4`;
    const text = pageText(voice, 'en', { ...FULL, 'ticket-link': link }, 1);
    expect(text).not.toContain('https');
    expect(text).toContain('"Der Lizenz');
    expect(text).toContain('D 4711 K7Q answer');
  });

  it('without anything to tell is as it always was', () => {
    expect(pageText(voice, 'en', TICKET, 1)).toBe(
      'HIGH ticket 4711 Musterwerk AG, 29 min left. A 4711 acknowledge, C connect, P pass on, D 4711 K7Q answer',
    );
  });

  it('is written with flows of an operator’s own that know less', () => {
    const prompts = new Map(
      [...script.prompts].map(([language, spoken]) => {
        const { 'page-brief': _, ...sms } = spoken.sms;
        const page = (sms.page ?? '').replaceAll(/\{(about|recorded|tried-before|ticket-link)[^}]*\}/g, '');
        return [language, { ...spoken, sms: { ...sms, page } }];
      }),
    );
    const own = { ...voice, script: { ...script, prompts } };
    expect(pageText(own, 'en', FULL, 1)).toMatch(/^HIGH ticket 4711 .*answer$/);
  });
});

const STARS = {
  about: '*🙂*',
  'tried-before': '',
  'customer-name': 'Musterwerk AG',
  round: '1',
  verified: 'yes',
  'ticket-link': '',
  recorded: '',
  parts: 1,
} as const;

const UNFILLED = /undefined|\{|\*\*/;

test.each(LANGUAGES)(
  '%s: whatever was said, a page stays in its parts and says how to answer',
  (language) => {
    const words = fc.string({ unit: 'grapheme', maxLength: 500 });
    const anything = fc.record({
      about: words,
      'tried-before': words,
      'customer-name': words,
      round: fc.constantFrom('1', '2', '37'),
      verified: fc.constantFrom('yes', 'no'),
      'ticket-link': fc.constantFrom('', LINK),
      recorded: fc.constantFrom('', '24'),
      parts: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(anything, ({ parts, ...vars }) => {
        fc.pre(foldToGsm(vars['customer-name']) === vars['customer-name']);
        const text = pageText(voice, language, { ...TICKET, ...vars }, parts);
        expect(text).toContain('D 4711 K7Q');
        // what nobody said is a value that was not filled in; of *🙂* the stars are left, side by side
        const isSaid = UNFILLED.test(Object.values(vars).map(foldToGsm).join(' '));
        expect([text, isSaid || !UNFILLED.test(text)]).toEqual([text, true]);
        expect([text, isGsm7(text), partsOf(text) <= parts]).toEqual([text, true, true]);
      }),
      { numRuns: 150, examples: [[STARS]] },
    );
  },
);

test.each([
  ['Größe „groß“ – ok', 'Größe "groß" - ok'],
  ['Ça coûte trop', 'Ça coute trop'],
  ['Ошибка сервера', ''],
  ['Server 🔥 down', 'Server down'],
])('%s becomes %s on the air', (said, sent) => {
  expect(foldToGsm(said)).toBe(sent);
});
