import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISS_REASONS, type MissFacts, whyMissed } from '../../../../src/domain/attainment/why-missed.ts';
import { LANGUAGES } from '../../../../src/web/console/words/index.ts';

/** A case of which nothing is known but that two engineers were paged in time. */
const PAGED: MissFacts = {
  raisedTooLate: false,
  hadSpoken: false,
  tries: 0,
  triesNotReached: 0,
  wasAcknowledged: false,
  pages: 2,
  pagesSent: 2,
  pagesToEngineers: 2,
  foundNobody: false,
};

describe('why a promise was missed', () => {
  it.each([
    ['two were paged and nobody took it', {}, 'nobody-acknowledged'],
    ['the carrier carried no page', { pagesSent: 0 }, 'carrier-failed'],
    ['one of the pages went out', { pagesSent: 1 }, 'nobody-acknowledged'],
    [
      'nobody was on call, and the supervisors did not react',
      { foundNobody: true, pagesToEngineers: 0 },
      'nobody-on-call',
    ],
    [
      'a gap in one schedule, somebody else was paged',
      { foundNobody: true, pagesToEngineers: 1 },
      'nobody-acknowledged',
    ],
    [
      'nobody was to be paged before the deadline',
      { pages: 0, pagesSent: 0, pagesToEngineers: 0 },
      'not-paged',
    ],
    ['somebody took it and did not call', { wasAcknowledged: true }, 'not-called'],
    [
      'the customer did not pick up',
      { wasAcknowledged: true, tries: 3, triesNotReached: 3 },
      'customer-not-reached',
    ],
    [
      'the engineer hung up before they were joined',
      { wasAcknowledged: true, tries: 1 },
      'callback-broken-off',
    ],
    [
      'they spoke, and the answer came later',
      { wasAcknowledged: true, tries: 1, hadSpoken: true },
      'answer-late',
    ],
    [
      'it was raised when it was too late already',
      { raisedTooLate: true, hadSpoken: true, tries: 1 },
      'raised-too-late',
    ],
  ] as const)('%s', (_, facts, reason) => {
    expect(whyMissed({ ...PAGED, ...facts })).toBe(reason);
  });

  it('has one reason for whatever happened, with words in every language', () => {
    const count = fc.integer({ min: 0, max: 3 });
    const facts = fc.record<MissFacts>({
      raisedTooLate: fc.boolean(),
      hadSpoken: fc.boolean(),
      tries: count,
      triesNotReached: count,
      wasAcknowledged: fc.boolean(),
      pages: count,
      pagesSent: count,
      pagesToEngineers: count,
      foundNobody: fc.boolean(),
    });
    fc.assert(fc.property(facts, (happened) => MISS_REASONS.includes(whyMissed(happened))));
    for (const { figures } of LANGUAGES) {
      expect(new Set(Object.values(figures.reason)).size).toBe(MISS_REASONS.length);
    }
  });
});
