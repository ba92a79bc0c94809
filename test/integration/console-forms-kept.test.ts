import { expect, it } from 'vitest';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { openConsole } from '../support/console.ts';
import { allFields } from '../support/registry.ts';

const BEFORE = 'what-they-saw-when-they-began';

const user = { at: '/users/:supervisor', to: '/users/:supervisor', wrong: { role: '' } };

/** Each form that changes what is there, with a field that cannot stand. */
const FORMS: { at: string; to: string; wrong: Record<string, string> }[] = [
  user,
  { at: '/registry/engineers/anna', to: '/registry/engineers/anna', wrong: { phones: '110' } },
  { at: '/registry/supervisors', to: '/registry/supervisors', wrong: { 'phone-0': '110' } },
  ...[
    ['customers/100234', { name: '' }],
    ['plans/enhanced', { seats: '0' }],
    ['calendars/munich', { timezone: 'Europe/Atlantis' }],
    ['schedules/front', { do: 'save', 'layers.0.rotate': 'never' }],
    ['escalations/front-line', { do: 'save' }],
  ].map(([what, wrong]) => {
    const at = `/registry/${what}/edit`;
    return { at, to: at, wrong: wrong as Record<string, string> };
  }),
  {
    at: '/registry/customers/100234/seats/1',
    to: '/registry/customers/100234/seats/1/reach',
    wrong: { phones: '110' },
  },
];

it.each(FORMS)('$to: a field that is mended saves over nobody who was quicker', async ({ at, to, wrong }) => {
  await using office = await openConsole();
  const { hotline } = office;
  const id = (await findUserByLogin(hotline.database, 'supervisor'))?.id ?? '';
  const here = (path: string) => path.replace(':supervisor', id);
  const browser = await office.as('administrator');
  const fields = allFields((await browser.get(here(at))).text);
  const refused = await browser.post(here(to), { ...fields, ...wrong, version: BEFORE });
  expect(refused.status).toBe(422);
  // as long as nobody has told them what stands now
  expect(refused.text).toContain(`name="version" value="${BEFORE}"`);
});
