import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import type { Flow } from '../../src/domain/flow/flow.ts';
import { FACTS } from '../../src/domain/flow-actions/index.ts';
import { loadScript, restoreScript, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, refuse } from '../support/stories.ts';

/** What 0.1 rings an engineer up for is a page and nothing else. */
const NOT_OF_0_1 = ['begin-page call-in', 'begin-page help', 'begin-page written', 'begin-page outcome'];

/** The outcomes of actions that no state of these flows leads on from. */
function withoutWay(
  flows: Iterable<Flow>,
  isLedOn: (ways: readonly string[], outcome: string, formerly?: string) => boolean,
) {
  const stuck = [...flows].flatMap((flow) =>
    Object.values(flow.states).flatMap((state) => {
      if (state.type !== 'run') return [];
      const ways = Object.keys(state.transitions);
      return Object.entries(FACTS.actions[state.action]?.outcomes ?? {})
        .filter(([outcome, { formerly }]) => !isLedOn(ways, outcome, formerly))
        .map(([outcome]) => `${state.action} ${outcome}`);
    }),
  );
  return stuck.sort();
}

test('the shipped flows know every outcome of today', () => {
  const { flows } = loadScript(SHIPPED_FLOWS, FLOW_RULES);
  expect(withoutWay(flows.values(), (ways, outcome) => ways.includes(outcome))).toEqual([]);
});

test('a call that began under 0.1 goes on after whatever an action says today', () => {
  const folder = join(import.meta.dirname, '../fixtures/flows-0.1');
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const { flows } = restoreScript(files);
  const isLedOn = (ways: readonly string[], outcome: string, formerly = outcome) =>
    ways.includes(outcome) || ways.includes(formerly);
  expect(withoutWay(flows.values(), isLedOn)).toEqual(NOT_OF_0_1.toSorted());
});

test('a page that the version before begins says no half sentence of a recording that there is not', () => {
  const { prompts } = loadScript(SHIPPED_FLOWS, FLOW_RULES);
  const ofThePage = [...prompts.values()].map(({ say }) => String(say.page));
  const counted = ofThePage.map((text) => [...text.matchAll(/\{([a-z-]+):plural:/g)].map(([, name]) => name));
  // it tells `recorded` as an empty text, and counts that, too
  expect(counted).toEqual(ofThePage.map(() => ['seconds-recorded']));
});

test('whoever rings while a new version comes is led on by the flow of their call', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T11:00:00+01:00' });
  const { erika, anna } = hotline.phones;
  const flow = hotline.app.hotline.script.flows.get('caller');
  const state = Object.values(flow?.states ?? {}).find(
    (one) => one.type === 'run' && one.action === 'verify-pin',
  );
  if (state?.type !== 'run') throw new Error('no state looks at a PIN');
  const { 'dial-in-or-open-case': added, ...before } = state.transitions;
  expect(added).toBeDefined();
  state.transitions = before;
  onTestFinished(() => {
    state.transitions = { ...before, ...(added ? { 'dial-in-or-open-case': added } : {}) };
  });
  const first = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1']) await first.press(keys);
  await anna.sendSms('A 4711');
  await first.hangUp();
  await refuse(hotline);
  const again = await erika.dial();
  await again.press(`${ERIKA_PIN}#`);
  expect(again.state).toBe('open-case');
  await again.hangUp();
  await lookAway(hotline);
});
