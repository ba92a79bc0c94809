import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideLink } from '../../../../src/domain/ticket-links/decide-link.ts';
import {
  hasUnsentLink,
  isLinkToken,
  makeLinkToken,
  unsentLink,
  withLink,
} from '../../../../src/domain/ticket-links/link-address.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const anything = fc.record({
  link: fc.record({
    engineer: fc.constant('anna'),
    sentTo: fc.constantFrom(null, '+4915228817301', '+4915228817302'),
    expiresAt: fc.constantFrom(-1, 0, 1).map((ms) => new Date(NOW.getTime() + ms)),
  }),
  ticket: fc.record({
    status: fc.constantFrom('open', 'acknowledged', 'answered', 'closed'),
    acknowledgedBy: fc.constantFrom(null, 'anna', 'ben'),
    hands: fc.constantFrom(1, 2),
    helpers: fc.constantFrom([], ['anna'], ['carla']),
  }),
  isRetired: fc.boolean(),
  phones: fc.constantFrom([], ['+4915228817301']),
  hasDeclined: fc.boolean(),
});

test('a link opens only what is unanswered, and nobody else’s, in its time and on a phone of its engineer', () => {
  fc.assert(
    fc.property(anything, (rows) => {
      const standing = decideLink(rows, NOW);
      if (standing !== 'open' && standing !== 'theirs') return;
      expect(rows.link.expiresAt > NOW && !rows.isRetired).toBe(true);
      expect([null, ...rows.phones]).toContain(rows.link.sentTo);
      expect(['open', 'acknowledged']).toContain(rows.ticket.status);
      expect(rows.ticket.acknowledgedBy).toBe(standing === 'theirs' ? 'anna' : null);
    }),
  );
});

test('a token is short, is told from anything else, and never the same twice', () => {
  const tokens = Array.from({ length: 500 }, makeLinkToken);
  expect(new Set(tokens).size).toBe(500);
  for (const token of tokens) expect(token).toMatch(/^[2-9A-HJ-NP-Za-km-z]{12}$/);
  for (const given of ['', 'abc', '************', `${tokens[0]}x`, `${tokens[0]}\n`, '0OIl0OIl0OIl'])
    expect(isLinkToken(given)).toBe(false);
});

test('what is written down is as long as what is sent', () => {
  const body = `HOCH Ticket 4711. ${unsentLink('https://hotline.example.com')} A 4711`;
  const sent = withLink(body, 'https://hotline.example.com', '$&$1abcdefgh');
  expect(sent).toHaveLength(body.length);
  expect(sent).toContain('/p/$&$1abcdefgh A 4711');
  expect(hasUnsentLink(sent, 'https://hotline.example.com')).toBe(false);
});
