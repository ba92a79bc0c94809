import { expect, it } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Office, openConsole } from '../support/console.ts';
import { erikaCalls } from '../support/console-ways.ts';

/** Where somebody reads of a schedule, an escalation policy or a plan, and what that is called there. */
const SAID: readonly (readonly [path: string, said: readonly string[]])[] = [
  ['/', ['<small>Hotline South</small>']],
  ['/readiness', ['now in Hotline South']],
  ['/registry/engineers', ['Hotline South']],
  ['/registry/engineers/anna', ['>Hotline South</a>']],
  ['/registry/engineers/ben', ['>First aid</a>']],
  ['/tickets/4711', ['on call in “Hotline South”', '>Gold</a>']],
  ['/figures', ['>Gold</option>', '<td class="">Gold</td>', 'Least often in time: Gold']],
];

async function nameRules({ hotline }: Office): Promise<void> {
  for (const [table, key, name] of [
    ['schedules', 'front', 'Hotline South'],
    ['escalations', 'front-line', 'First aid'],
    ['plans', 'enhanced', 'Gold'],
  ] as const)
    await hotline.database.query(
      `update ${table} set definition = definition || jsonb_build_object('title', $2::text) where name = $1`,
      [key, name],
    );
}

it('a schedule, an escalation policy and a plan are called by their names wherever somebody reads of them', async () => {
  await using office = await openConsole({
    directory: (usual) => usual.replace('page: [schedule:back]', 'page: [engineer:ben]'),
  });
  const { hotline } = office;
  await erikaCalls(office);
  await hotline.pass({ minutes: 31 });
  await lookAway(hotline);
  await nameRules(office);
  const supervisor = await office.as('supervisor');
  for (const [path, said] of SAID) {
    const { text } = await supervisor.get(path);
    for (const name of said) expect.soft(text.includes(name), `${path}: ${name}`).toBe(true);
  }
  const engineer = await office.as('engineer');
  const { text: table } = await supervisor.get('/tickets.csv');
  // the key for programs, the name for people
  expect.soft(table).toMatch(/,enhanced,.*,Gold\r\n/);
  for (const path of ['/mine', '/mine/on-call', '/mine/shifts'])
    expect.soft((await engineer.get(path)).text.includes('Hotline South'), path).toBe(true);
});

it('so are those whose promises a rehearsal finds holes in, and what closes them', async () => {
  await using office = await openConsole({
    directory: (usual) =>
      usual
        .replace('page: [schedule:back]', 'page: [schedule:front]')
        .replace('participants: [anna]', 'during: { mon-fri: "08:00-18:00" }, participants: [anna]'),
  });
  await nameRules(office);
  const { text } = await (await office.as('supervisor')).get('/rehearsal');
  expect(text).toContain('Plan Gold, severity 1 Critical');
  expect(text).toContain('Put somebody on call in schedule Hotline South from');
  expect(text).toContain('>Policy First aid</a>');
});
