import { expect, test } from 'vitest';
import { RULES } from '../../src/domain/directory-file/directory-rules.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { directoryInForce } from '../../src/domain/in-force/directory-in-force.ts';
import { firstCalendarName, firstPlanName } from '../../src/domain/plans/default-rule-store.ts';
import { customerGroups } from '../../src/domain/rehearsal/rehearsed.ts';
import { freshDatabase } from '../support/database.ts';
import { now, pins } from './directory-office.ts';

const RULE = 'timezone: Europe/Berlin, hours: { mon: "09:00-09:01" }';
const PLAN = (name: string, within: string) => `  ${name}:
    priority: 1
    seats: 2
    response:
      1: { within: PT1H, clock: always }
      2: { within: PT4H, clock: always }
      3: { within: ${within}, clock: business }
      4: { within: PT8H, clock: business }
    escalation: { problem: line, signature: line }
`;
const fileOf = (...plans: string[]) => `calendars:
  alpha: { ${RULE} }
  Zeta: { ${RULE} }
  zeta-b: { ${RULE} }
plans:
${plans.join('')}escalations:
  line: { steps: [{ at: 0%, page: [supervisors], by: [call] }], last-resort: [supervisors] }
supervisors: { phones: ["+493023125000"] }
`;

test('of two plans of one priority callers who are not known have the one that the file was judged by, whatever the database sorts by', async () => {
  // one that nobody had: connections know what a column was
  await using database = await freshDatabase({ max: 2 });
  await database.query('alter table plans alter name type text collate "en-x-icu"');
  await database.query('alter table calendars alter name type text collate "en-x-icu"');
  const load = (text: string) => importDirectory(database, text, 'directory.yaml', { ...RULES, pins, now });
  // sorted by a language, alpha goes before Zeta; what cannot be kept is found in the plan that is taken
  const { faults } = await load(fileOf(PLAN('alpha', 'PT6H'), PLAN('Zeta', 'PT10H')));
  expect(faults).toMatchObject([{ message: expect.stringMatching(/^plans › Zeta .* not known/) }]);
  expect(await load(fileOf(PLAN('alpha', 'PT6H'), PLAN('Zeta', 'PT6H')))).not.toHaveProperty('faults');
  expect([await firstPlanName(database), await firstCalendarName(database)]).toEqual(['Zeta', 'Zeta']);
  const groups = customerGroups({
    directory: await directoryInForce(database),
    absences: [],
    optedOut: [],
  });
  expect(groups.map(({ plan, calendarName }) => [plan, calendarName])).toEqual([
    ['Zeta', 'Zeta'],
    ['alpha', 'Zeta'],
  ]);
});
