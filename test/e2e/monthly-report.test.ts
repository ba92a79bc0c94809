import type { Browser as Chromium } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MonthlyReport, ReportedTicket } from '../../src/domain/monthly-reports/monthly-report.ts';
import { reportDocument } from '../../src/web/console/monthly-reports/report-document.ts';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';

const PATIENCE = { timeout: 60_000 };
const DUE = '2026-10-08T00:00:00.000Z';
const share = (hundredths: number) => ({ hundredths, unit: '%' });

const TICKET: ReportedTicket = {
  number: '4712',
  kind: 'signature',
  signature: 'false-negative',
  severity: 2,
  channel: 'phone',
  verified: true,
  openedAt: '2026-10-07T20:00:00.000Z',
  clock: 'always',
  windowFrom: '2026-10-07T20:00:00.000Z',
  windowMs: 4 * 3_600_000,
  days: [],
  respondBy: DUE,
  missedAt: DUE,
  severityChanges: [{ at: '2026-10-07T21:00:00.000Z', from: 3, to: 2, respondBy: DUE }],
  acknowledgedAt: null,
  answeredAt: '2026-10-08T00:04:00.000Z',
  closedAt: null,
  answeredAfterMs: 14_640_000,
  lateMs: 240_000,
  standing: 'late',
  dueIn: '2026-10',
  miss: {
    cause: 'customer-not-reached',
    remedy: { text: 'Bereitschaftsplanvertretungsregelung ergänzt.', at: DUE },
  },
  reopenings: [{ at: DUE, by: 'customer' }],
  stages: [{ at: DUE, stage: 'released', version: '8.19.4.122-signatures' }],
  receipt: '53PPE-YZ7P5',
};

const REPORT: MonthlyReport = {
  format: 1,
  customer: {
    number: '100234',
    name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau AG',
    plan: 'enhanced',
  },
  language: 'de',
  month: '2026-10',
  zone: 'America/Argentina/ComodRivadavia',
  from: '2026-10-01T03:00:00.000Z',
  until: '2026-11-01T03:00:00.000Z',
  isOver: true,
  madeAt: '2026-11-03T07:00:00.000Z',
  figures: { 'in-time': 0, late: 1, unanswered: 0 },
  bySeverity: [{ severity: 2, 'in-time': 0, late: 1, unanswered: 0 }],
  tickets: [TICKET],
  isCut: false,
  credit: { misses: 1, perMiss: share(1_000), atMost: share(5_000), due: share(1_000), isCapped: false },
  seats: { withPin: 2, of: 8 },
  line: { availability: null, calls: 3, foundLater: 0 },
  checkpoint: `hotline.example.com/log/1\n42\n${'A'.repeat(43)}=\ntime ${DUE}\n\n— hotline.example.com/log/1 ${'A'.repeat(90)}\n`,
};

describe.skipIf(!hasBrowser)('the report of a month, as a customer opens it', () => {
  let browser: Chromium;
  beforeAll(async () => {
    browser = await launchBrowser();
  });

  it.each(['de', 'en'] as const)(
    'meets no barriers, light and dark, on a phone and on paper: %s',
    PATIENCE,
    async (language) => {
      const page = await browser.newPage();
      await page.setContent(reportDocument({ ...REPORT, language }));
      expect(await barriersOnScreens(page, [320, 390, 1280])).toEqual([]);
      const head = page.locator('thead th').first();
      await page.setViewportSize({ width: 390, height: 900 });
      // each value says of itself what it is
      const label = `getComputedStyle(document.querySelector('td.words'), '::before').content`;
      expect(await page.evaluate(label)).toBe(language === 'de' ? '"Abhilfe: "' : '"Remedy: "');
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate(label)).toBe('none');
      expect(await head.isVisible()).toBe(true);
      await page.close();
    },
  );
});
