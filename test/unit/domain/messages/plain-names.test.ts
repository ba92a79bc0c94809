import { describe, expect, test } from 'vitest';
import { smsParts } from '../../../../src/domain/messages/sms-parts.ts';
import { foldToGsm } from '../../../../src/domain/messages/to-gsm.ts';
import { smsText } from '../../../../src/domain/messages/write-sms.ts';
import { pageText } from '../../../../src/domain/paging/page-text.ts';
import { script } from '../flow/shipped.ts';

const hotline = { script, number: '+493023125000' };
const NOW = '2026-11-30T13:00:00Z';
const TICKET = { ticket: '1234567', severity: '2', 'severity-caps': '2', verified: 'yes', round: '1' };
const vars = { ...TICKET, 'respond-by': '2026-11-30T13:30:00Z', now: NOW, zone: 'Europe/Berlin' };

describe('a name with letters of another alphabet', () => {
  test('is told with plain ones where the text would take more parts for them', () => {
    const told = smsText(hotline, 'de', 'helping', { ...vars, 'engineer-name': 'Łukasz Wiśniewski' });
    expect(told).toContain('Sie helfen Lukasz Wisniewski bei Ticket');
    expect(smsParts(told)).toBe(1);
  });

  test('stays as it is where the text is short', () => {
    expect(smsText(hotline, 'de', 'opted-in', { 'engineer-name': 'Łukasz 🙂' })).toBe(
      'Łukasz 🙂 bekommt wieder SMS.',
    );
  });

  test('stays as it is where nothing would be left of it', () => {
    const told = smsText(hotline, 'de', 'missed', { ...vars, 'customer-name': 'Акционерное общество' });
    expect(told).toContain('Акционерное общество');
  });

  test('costs a page neither its words nor its link', () => {
    const page = pageText(
      hotline,
      'de',
      {
        ...vars,
        'customer-name': 'Żabka Łódź 🏪',
        about: 'Kasse steht',
        code: 'K7Q',
        'ticket-link': 'https://h.example/p/abcdefghijkl',
      },
      1,
    );
    expect(page).toMatch(
      /^HOCH Ticket 1234567 Zabka Lodz, noch 30 min: "Kasse steht"\. https:\/\/h\.example.*D 1234567 K7Q/,
    );
    expect(smsParts(page)).toBe(1);
  });

  test('a customer’s answer keeps its letters, whatever that costs', () => {
    const answer = 'Proszę zrestartować serwer i sprawdzić, czy usługa działa. Dziękujemy.';
    expect(smsText(hotline, 'de', 'progress', { ...vars, answer })).toContain(answer);
  });

  test.each([
    ['Łukasz Đorđević', 'Lukasz Dordevic'],
    ['Œuvre, Þór, Işık', 'Oeuvre, Thor, Isik'],
    ['Siobhán Ó Ceallaigh', 'Siobhan O Ceallaigh'],
    ['Ærø Straße ñandú', 'Ærø Straße ñandu'],
  ])('%s is %s with plain letters', (name, plain) => {
    expect(foldToGsm(name)).toBe(plain);
  });
});

test('what is pasted out of a terminal or a text program costs no parts of 70 characters', () => {
  const answer =
    'Bitte `systemctl restart db\u2011node` auf\u00adrufen,\tdann 5\u2009→\u200910 −\u200b fertig…';
  expect(smsText(hotline, 'de', 'progress', { ...vars, answer })).toBe(
    "Ticket 1234567, zum Stand: Bitte 'systemctl restart db-node' aufrufen, dann 5 -> 10 - fertig...",
  );
});

test.each([
  ['160 places', 'a'.repeat(160), 1],
  ['a bracket takes two', `${'a'.repeat(159)}[`, 2],
  ['two full parts', 'a'.repeat(306), 2],
  ['a bracket that would stand across them', `${'a'.repeat(152)}[${'a'.repeat(152)}`, 3],
  ['70 characters of any alphabet', 'ł'.repeat(70), 1],
  ['two full parts of them', 'ł'.repeat(134), 2],
  ['a picture that would stand across them', `${'ł'.repeat(66)}🙂${'ł'.repeat(66)}`, 3],
  ['nothing', '', 1],
])('how many parts: %s', (_what, text, parts) => {
  expect(smsParts(text)).toBe(parts);
});
