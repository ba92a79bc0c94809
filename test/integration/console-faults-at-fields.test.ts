import { expect, it } from 'vitest';
import { openConsole, PASSWORD } from '../support/console.ts';

const DAYS = { from: '2026-12-24', until: '2026-12-20' };
const OVERRIDE = { engineer: 'ben', from: '2026-12-24T08:00', until: '2026-12-25T08:00' };
const PASSWORDS = { before: PASSWORD, password: 'twelve geese fly', again: 'twelve geese fly' };
const USER = { login: 'nadia', name: 'Nadia', role: 'auditor', engineer: '' };
const TOKEN = { name: 'dashboard', scope: 'read', days: '30' };

/** A form, what is typed into it, and the fields that what is wrong with it is about. */
const FORMS: [to: string, typed: Record<string, string>, about: string[]][] = [
  ['/users', { ...USER, login: 'x?' }, ['login']],
  ['/users', { ...USER, role: 'engineer' }, ['engineer']],
  ['/users/walls', { name: '?' }, ['name']],
  ['/users/tokens', { ...TOKEN, name: '?' }, ['name']],
  ['/users/tokens', { ...TOKEN, days: '0' }, ['days']],
  ['/password', { ...PASSWORDS, again: 'twelve geese' }, ['again']],
  ['/password', { ...PASSWORDS, before: 'something else' }, ['before']],
  ['/password', { ...PASSWORDS, password: 'short', again: 'short' }, ['password']],
  ['/registry/engineers/anna/absences', { ...DAYS, from: '' }, ['from']],
  ['/registry/engineers/anna/absences', DAYS, ['from', 'until']],
  ['/registry/schedules/front/overrides', { ...OVERRIDE, engineer: '' }, ['engineer']],
  ['/registry/schedules/front/overrides', { ...OVERRIDE, until: '' }, ['until']],
  ['/registry/schedules/front/overrides', { ...OVERRIDE, until: OVERRIDE.from }, ['from', 'until']],
  ['/registry/customers/100234/updates', { text: ' ' }, ['text']],
  ['/privacy/person', { who: 'Nobody At All' }, ['who']],
];

it.each(FORMS)(
  '%s with %j: a screen reader hears at the field what is wrong with it',
  async (to, typed, about) => {
    await using office = await openConsole();
    const { text } = await (await office.as('administrator')).post(to, typed);
    const marked = [...text.matchAll(/<(?:input|select|textarea)\b[^>]*aria-invalid="true"[^>]*>/g)].map(
      ([tag]) => tag,
    );
    expect(marked.map((tag) => tag.match(/ name="([^"]+)"/)?.[1])).toEqual(about);
    for (const tag of marked) {
      const [, id] = tag.match(/aria-describedby="(\S+?)[" ]/) ?? [];
      expect(text.split(`<p class="fault" role="alert" id="${id}">`)).toHaveLength(2);
    }
  },
);

it('whoever is not found is corrected, not typed again', async () => {
  await using office = await openConsole();
  const { text } = await (await office.as('administrator')).post('/privacy/person', {
    who: 'Erika Beispeil',
  });
  expect(text).toContain('name="who" value="Erika Beispeil"');
});
