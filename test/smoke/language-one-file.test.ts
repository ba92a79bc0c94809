import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { gatherStageWords } from '../../src/domain/flow/order-words.ts';
import { nameState, titlesOf } from '../../src/domain/flow/titles.ts';
import { SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { readStage } from '../../src/domain/tickets/signature-stage.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flows-'));
  cpSync(SHIPPED_FLOWS, folder, { recursive: true });
  writeFileSync(join(folder, 'prompts/xx.yaml'), stringify(strangeLanguage()));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** English in which every text begins with a word of its own; one that no other language has for every order. */
function strangeLanguage() {
  const english = parse(readFileSync(join(SHIPPED_FLOWS, 'prompts/en.yaml'), 'utf8'));
  const begun = (texts: Record<string, string>, word: string) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, `${word} ${text}`]));
  return {
    ...english,
    language: 'xx',
    name: 'Strange',
    key: '7',
    formats: { when: "'on the' dd.MM. HH:mm", 'short-when': 'dd/MM HH-mm' },
    say: { ...begun(english.say, 'Mip,'), language: 'Mip mop, 7.' },
    sms: begun(english.sms, 'Mop'),
    orders: {
      ...english.orders,
      acknowledge: ['zaz'],
      no: ['zonk'],
      courtesies: ['zip'],
      stages: { built: ['zum'] },
    },
    states: { ...english.states, menu: { name: 'mip menu', keys: { 1: 'mip' } } },
    outcomes: { opened: 'mopped' },
  };
}

/** Erika and Anna speak it. */
const strangers = (usual: string) =>
  usual
    .replace(/(name: Erika Beispiel[^}]*language:) de/, '$1 xx')
    .replace(/(name: Anna Weber[^}]*)languages: \[[^\]]*\]/, '$1languages: [xx]');

test('a language is one file: it is chosen by its key and spoken to the end', async () => {
  await using hotline = await openHotline({ flows: folder });
  const call = await hotline.line.phone('+4915228817399').dial({ from: 'anonymous' });
  expect(call.heard()).toMatch(/Mip mop, 7\.$/);
  await call.press('7');
  expect(call.heard()).toMatch(/^Mip, /);
  for (const keys of ['100234#', '471108#', '1', '1', '1', '2', '1']) await call.press(keys);
  expect(call.heard()).toMatch(/^Mip, .* on the 23\.11\. 10:30/);
  await call.press('2');
  await lookAway(hotline);
});

test('a contact and an engineer who speak it are spoken and written to, and what they write is understood', async () => {
  await using hotline = await openHotline({ flows: folder, directory: strangers });
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  expect(call.heard()).toMatch(/^Mip, /);
  for (const keys of [`${ERIKA_PIN}#`, '1', '2']) await call.press(keys);
  await call.hangUp();
  const [page = ''] = anna.newSms();
  expect(page).toMatch(/^Mop HIGH ticket 4711/);
  const [, code = ''] = /D 4711 (\w+) answer/.exec(page) ?? [];
  await anna.sendSms(`Zaz 4711 ${code}, zip`);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  expect(anna.newSms()).toEqual([expect.stringMatching(/^Mop Ticket 4711 .* 23\/11 14-00/)]);
  expect(erika.newSms().every((text) => text.startsWith('Mop '))).toBe(true);
});

test('a customer who calls it off in it is understood', async () => {
  await using hotline = await openHotline({ flows: folder, directory: strangers });
  const { erika } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '2']) await call.press(keys);
  await call.hangUp();
  const [rescued = ''] = erika.newSms();
  expect(rescued).toMatch(/^Mop /);
  await erika.sendSms('Zonk 4711');
  expect((await hotline.ticket('4711')).status).toBe('closed');
  await lookAway(hotline);
});

test('the console names a call in it, and what a stage is called is known', async () => {
  await using hotline = await openHotline({ flows: folder });
  const { script } = hotline.app.hotline;
  const { states, outcomes } = titlesOf('xx', script);
  expect([states.get('menu'), outcomes.get('opened')]).toEqual([
    { name: 'mip menu', keys: { 1: 'mip' } },
    'mopped',
  ]);
  expect(readStage('Zum', gatherStageWords(script.prompts.values()))?.stage).toBe('built');
});

test('a file of an operator that is older names nothing and is read as ever: the rest is as shipped', async () => {
  const older = parse(readFileSync(join(SHIPPED_FLOWS, 'prompts/de.yaml'), 'utf8'));
  for (const newer of ['states', 'outcomes']) delete older[newer];
  delete older.orders.stages;
  older.states = { menu: 'unser Menü' };
  rmSync(join(folder, 'prompts/xx.yaml'));
  writeFileSync(join(folder, 'prompts/de.yaml'), stringify(older));
  await using hotline = await openHotline({ flows: folder });
  const { script } = hotline.app.hotline;
  const titles = titlesOf('de', script);
  expect([nameState(titles, 'menu'), nameState(titles, 'page')]).toEqual(['unser Menü', 'Alarm']);
  expect(readStage('freigegeben', gatherStageWords(script.prompts.values()))?.stage).toBe('released');
});
