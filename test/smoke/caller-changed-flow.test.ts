import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { findCallBySid } from '../../src/domain/calls/call-store.ts';
import { createScripts } from '../../src/domain/calls/scripts.ts';
import { loadScript, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { createLogger } from '../../src/platform/log.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flows-'));
  cpSync(SHIPPED_FLOWS, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

/** The operator gives the menu another name, another key and other words. */
function changeTheMenu(): void {
  change('caller.yaml', /^ {2}menu:$/m, '  what-is-it:');
  change('caller.yaml', /(?<!type|say): menu(?![-\w])/g, ': what-is-it');
  change('caller.yaml', '1: { to: severity, set: { kind: problem', '5: { to: severity, set: { kind: problem');
  for (const language of ['de', 'en', 'fr'])
    change(`prompts/${language}.yaml`, /^( {2}menu: .*?), 1\./m, '$1 (neu), 5.');
}

test('a call under way ends by the flows it began with, the next one follows those that are there now', async () => {
  await using hotline = await openHotline({ flows: folder });
  const { erika } = hotline.phones;
  const before = await erika.dial();
  await before.press('471108#');
  expect(before.state).toBe('menu');

  changeTheMenu();
  await hotline.app.reloadFlows();
  await before.silence();
  expect(before.heard()).toContain('Problem oder Anfrage, 1.');
  await before.press('1');
  expect(before.state).toBe('severity');
  await before.press('2');
  await before.hangUp();

  const after = await erika.dial();
  await after.press('471108#');
  await after.press('2');
  expect(after.state).toBe('what-is-it');
  expect(after.heard()).toContain('Problem oder Anfrage (neu), 5.');
  await after.hangUp();
  await lookAway(hotline);
});

test('the flows of a call under way are found again after a restart', async () => {
  await using hotline = await openHotline({ flows: folder });
  const call = await hotline.phones.erika.dial();
  changeTheMenu();
  const restarted = createScripts(loadScript(folder, FLOW_RULES), createLogger('silent'));
  const standing = await findCallBySid(hotline.database, call.sid);
  if (!standing) throw new Error('the call is not on record');
  const script = await restarted.of(hotline.database, standing.visit);
  expect(script.version).toBe(hotline.app.hotline.script.version);
  expect(script.version).not.toBe(restarted.current.version);
  expect(script.flows.get('caller')?.states).toHaveProperty('menu');
  expect(await restarted.of(hotline.database, { ...standing.visit, version: 'lost' })).toBe(
    restarted.current,
  );
  await call.hangUp();
});

test('flows with a fault change nothing, and every fault is told', async () => {
  await using hotline = await openHotline({ flows: folder });
  const { version } = hotline.app.hotline.script;
  change('caller.yaml', 'action: verify-pin', 'action: verify-pine');
  await expect(hotline.app.reloadFlows()).rejects.toThrow(/caller\.yaml:\d+: there is no action verify-pine/);
  expect(hotline.app.hotline.script.version).toBe(version);
  const call = await hotline.phones.erika.dial();
  expect(call.state).toBe('pin');
  await call.hangUp();
});
