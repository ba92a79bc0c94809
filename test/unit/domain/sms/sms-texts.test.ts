import { expect, test } from 'vitest';
import { smsText } from '../../../../src/domain/messages/write-sms.ts';
import { isGsm7, partsOf } from '../../../support/gsm.ts';
import { script } from '../flow/shipped.ts';

const line = { script, number: '+493023125099' };

/** Long, but of this world: a name as it stands in a trade register, the end of a year, many open tickets. */
const LONG = {
  ticket: '1234567',
  receipt: '7K3QD-0VX1M',
  severity: '1',
  'severity-caps': '1',
  round: '12',
  now: '2026-12-31T00:38:00Z',
  'respond-by': '2026-12-30T22:59:00Z',
  'call-time': '2026-12-30T22:59:00Z',
  from: '2026-12-30T22:59:00Z',
  until: '2026-12-31T22:59:00Z',
  zone: 'Europe/Berlin',
  'request-short': 'false-negative',
  request: 'false-negative',
  'customer-name': 'Süddeutsche Präzisionswerkzeug- und Maschinenbau Gesellschaft mbH & Co. KG',
  'contact-name': 'Dr. Anna-Katharina von Musterhausen-Beispielsdorf',
  'engineer-name': 'Maximiliane Größenberger-Hartmann',
  'callback-number': '+4915228817386',
  'minutes-left': '120',
  managers: 'Maximiliane Größenberger-Hartmann, Carla Moreno',
  link: 'https://hotline.example.com/',
  'customer-number': '100234100234100',
  role: 'deputy',
  schedule: 'second-level-emea',
  plan: 'Enterprise Premium',
  version: 'Version 2026.12.30.4711',
  code: 'K7Q',
  sender: 'Maximiliane Größenberger-Hartmann',
  quote:
    'Der Lizenzserver wurde neu gestartet, die Signaturen sind aktuell, bitte noch einmal prüfen und uns Bescheid geben. '.repeat(
      3,
    ),
  answer: 'Der Lizenzserver wurde neu gestartet, bitte prüfen Sie es noch einmal und geben Sie uns Bescheid.',
  count: '4',
  open: '1234567, 1234568, 1234569, 1234570',
  order: 'S',
  number: '12345',
  'other-schedule': 'second-level-apac',
  'other-sender': 'Dr. Anna-Katharina Beispielsdorf',
  'other-from': '2027-01-06T22:59:00Z',
  'other-until': '2027-01-07T22:59:00Z',
  line: '1234567 KRITISCH Süddeutsche Präzisionswer... bis Mi 30.12. 23:59',
  tried: 'Maximiliane Größenberger-Hartmann, Carla Moreno',
};
/** Where somebody answers with a click. */
const ANSWER_LINK = 'https://hotline.example.com/cover/Zs3bTq9wXcVn2kLp8hRd4A';

const texts = [...script.prompts].flatMap(([language, { sms }]) =>
  Object.keys(sms).map((name) => [language, name] as const),
);

test.each(texts)(
  '%s: the SMS %s fits two parts in the plain alphabet, even with long values',
  (language, name) => {
    const asks = /^(cover|swap)-asked/.test(name) ? { link: ANSWER_LINK } : {};
    const text = smsText(line, language, name, { ...LONG, ...asks });
    expect(text).not.toMatch(/[{}]/);
    expect([text, isGsm7(text)]).toEqual([text, true]);
    expect([text, partsOf(text) <= 2]).toEqual([text, true]);
  },
);

const CONFIRMS = [
  'ticket-opened',
  'ticket-rescued',
  'ticket-lost-call',
  'ticket-merged',
  'text-added',
  'text-added-answered',
];

test.each(texts.filter(([, name]) => CONFIRMS.includes(name)))(
  '%s: the SMS %s, which confirms a ticket, fits one part with its receipt',
  (language, name) => {
    const text = smsText(line, language, name, LONG);
    expect(text).toContain('7K3QD-0VX1M');
    expect([text, partsOf(text)]).toEqual([text, 1]);
  },
);

const ASKS_BACK = [
  'not-understood',
  'not-understood-open',
  'needs-number',
  'which-verdict',
  'not-taken-back',
  'which-reply',
];

test.each(texts.filter(([, name]) => ASKS_BACK.includes(name)))(
  '%s: the SMS %s, which asks back, fits one part with four long numbers',
  (language, name) => {
    const text = smsText(line, language, name, { ...LONG, order: 'D', open: `${LONG.open} ...` });
    expect([text, partsOf(text)]).toEqual([text, 1]);
  },
);

test.each(texts)('%s: the SMS %s can be sent whatever a name is made of', (language, name) => {
  const odd = { ...LONG, 'customer-name': 'A\u0000B\u0007 🙂 \ud800 „Ü“ u\u0308', 'engineer-name': '\udfff' };
  const text = smsText(line, language, name, odd);
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/[\p{Cc}\ufffd„“]/u);
});

test.each(texts.filter(([, name]) => name === 'customer-wrote' || name === 'text-left'))(
  '%s: the SMS %s quotes to the end what has a picture in it, in one part',
  (language, name) => {
    const quote = 'Hilfe 😱 der Server in Halle 3 steht, nichts geht mehr';
    const text = smsText(line, language, name, { ...LONG, sender: 'Erika Beispiel', quote });
    expect(text).toContain('"Hilfe der Server in Halle 3 steht, nichts geht mehr"');
    expect(partsOf(text)).toBe(1);
    // of another script nothing would be left; and what fits is kept as it is
    expect(smsText(line, language, name, { ...LONG, quote: 'Сервер не работает' })).toContain('Сервер');
    expect(smsText(line, language, 'customer-wrote', { ticket: '4711', quote: 'Danke 😱' })).toContain('😱');
  },
);

test.each(texts)('%s: the SMS %s says nothing odd when a value is missing', (language, name) => {
  expect(smsText(line, language, name, { ticket: '4711' })).not.toMatch(/undefined|Invalid|\{|\}/);
});

/** What is read at night and answered from the lock screen: it must not come in two halves. */
const AT_NIGHT = ['page', 'tam-opened', 'answered-by-text', 'claim-denied', 'needs-code', 'outcome-missing'];

test.each(texts.filter(([, name]) => AT_NIGHT.includes(name)))(
  '%s: the SMS %s takes one part: a long name is cut, and nothing else',
  (language, name) => {
    // who is not verified opens no ticket about signatures
    for (const kind of [{ verified: 'no', 'request-short': 'problem' }, { verified: 'yes' }]) {
      const text = smsText(line, language, name, { ...LONG, ...kind });
      expect([text, partsOf(text)]).toEqual([text, 1]);
      for (const value of [LONG.ticket, ...(name === 'page' ? ['K7Q'] : [])]) expect(text).toContain(value);
    }
  },
);
