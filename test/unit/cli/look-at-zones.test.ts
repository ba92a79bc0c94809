import { expect, test } from 'vitest';
import { lookAtZones } from '../../../src/cli/doctor/look-at-zones.ts';

const calendar = (timezone: string) => ({ timezone, hours: {}, closures: [], open: [] });
const schedule = (timezone: string) => ({ timezone, layers: [], overrides: [] });

test('what came into force with an offset is named', () => {
  const calendars = new Map([
    ['berlin', calendar('Europe/Berlin')],
    ['old', calendar('+01:00')],
  ]);
  const schedules = new Map([
    ['front', schedule('UTC')],
    ['back', schedule('Etc/GMT-1')],
  ]);
  expect(lookAtZones({ calendars, schedules })).toMatchObject([
    { about: 'calendar: old', verdict: 'warning', message: expect.stringContaining('"+01:00"') },
    { about: 'schedule: back', verdict: 'warning', message: expect.stringContaining('"Etc/GMT-1"') },
  ]);
});
