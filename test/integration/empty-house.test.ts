import { expect, it } from 'vitest';
import { lookAtOutlook } from '../../src/cli/doctor/look-at-outlook.ts';
import { reportLines } from '../../src/cli/rehearsal/report-lines.ts';
import { ENGLISH } from '../../src/cli/rehearsal/say-report.ts';
import { lookAhead } from '../../src/domain/outlook/look-ahead.ts';
import type { RehearsalReport } from '../../src/domain/rehearsal/rehearsal-report.ts';
import { may, ROLES } from '../../src/domain/users/user.ts';
import { CONSOLE_TABLE } from '../../src/web/console/console-table.ts';
import { openConsole } from '../support/console.ts';

const EMPTY = { directory: () => '{}\n' };
/** What asks for more than an address: a shift, or that it was begun. */
const LEADS_ON = ['/shifts/ask', '/two-factor/set-up'];

it('every view of an empty installation is there, for everybody who may see it', async () => {
  await using office = await openConsole(EMPTY);
  for (const role of ROLES) {
    const browser = await office.as(role);
    for (const { method, path, right } of CONSOLE_TABLE) {
      if (method === 'post' || right === 'nobody' || path.includes(':') || path.endsWith('/live')) continue;
      if (LEADS_ON.includes(path) || (right !== null && !may({ role }, right))) continue;
      const { status } = await browser.get(path);
      expect(status, `${role} ${path}`).toBe(200);
    }
  }
});

it('every empty form of an empty installation is answered without a fault of ours', async () => {
  await using office = await openConsole(EMPTY);
  const browser = await office.as('administrator');
  for (const { method, path } of CONSOLE_TABLE) {
    if (method === 'get' || path.includes(':') || path === '/sign-out') continue;
    expect((await browser.post(path, {})).status, path).toBeLessThan(500);
  }
});

it('where nothing is promised, nobody is told that every promise can be kept', async () => {
  await using office = await openConsole(EMPTY);
  const { hotline } = office;
  const { text } = await (await office.as('supervisor')).get('/rehearsal');
  expect(text).toContain('Nothing is promised yet: that takes a calendar and a plan.');
  expect(text).not.toContain('Every promise can be kept');
  const now = new Date();
  await lookAhead(hotline.database, now);
  expect(await lookAtOutlook(hotline.database, now)).toMatchObject([
    { verdict: 'warning', message: 'nothing is promised: there is no plan, or no calendar' },
  ]);
});

it('a rehearsal of an empty directory says what is missing', () => {
  const report = {
    proof: [],
    kept: [],
    interrupted: false,
    habits: 'stated',
    backtest: { months: 0, inside: null },
    from: new Date(0),
    until: new Date(1),
  };
  const lines = reportLines({ ...report, replications: 1, calls: 1 } as unknown as RehearsalReport, null, {
    words: ENGLISH,
    nameOf: (key) => key,
  });
  expect(lines.join('\n')).toContain('Nothing is promised: there is no plan, or no calendar.');
  expect(lines.join('\n')).not.toContain('can be kept');
});
