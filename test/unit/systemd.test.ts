import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { readConfig, VARIABLE_NAMES } from '../../src/app/config.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const UNITS = {
  'hotline.service': 'hotline.service',
  'hotline-web@.service': 'hotline-web@8081.service',
  'hotline-worker@.service': 'hotline-worker@1.service',
};
const NODE = '/opt/hotline/node_modules/node/bin/node';
const HAS_SYSTEMD = spawnSync('systemd-analyze', ['--version']).status === 0;

/** What stands in a unit, each name with its values in order; `%i` is the instance. */
function directives(unit: string, instance = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of read(`deploy/systemd/${unit}`).split('\n')) {
    const [, name, value] = /^([A-Z]\w+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), value.replaceAll('%i', instance)]);
  }
  return found;
}

/** Of lines such as `A=1` and `A=1 B=2`. */
const settings = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/(?<=^|\s)([A-Z_]+)=(\S*)/g)].map(([, name = '', value]) => [name, value]),
  );

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'systemd-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

describe.each(Object.entries(UNITS))('%s', (unit, instance) => {
  const of = directives(unit, /@(\d+)/.exec(instance)?.[1]);

  it('starts what "npm start" starts, as a user of its own, and never gives up', () => {
    const start = (JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts.start;
    expect(of.get('ExecStart')).toEqual([start.replace('exec node', NODE)]);
    expect(of.get('User')).toEqual(['hotline']);
    expect(of.get('Restart')).toEqual(['always']);
    expect(of.get('StartLimitIntervalSec')).toEqual(['0']);
  });

  it('stops in good order: told once, and given the time that it takes', () => {
    expect(of.get('KillMode')).toEqual(['mixed']);
    const drain = Number(settings(read('deploy/systemd/hotline.env')).DRAIN_SECONDS);
    expect(Number(of.get('TimeoutStopSec')?.[0])).toBeGreaterThanOrEqual(drain + 20);
  });

  it('has settings that the service knows, and can write where they say', () => {
    const env = settings(of.get('Environment')?.join(' ') ?? '');
    const { NODE_ENV, ...ours } = env;
    expect(NODE_ENV).toBe('production');
    expect(VARIABLE_NAMES).toEqual(expect.arrayContaining(Object.keys(ours)));
    expect(ours.DATA_DIR).toBe(`/var/lib/${of.get('StateDirectory')?.[0]}`);
  });

  it('is closed as the others are, but for the code that V8 makes', () => {
    const closed = (text: string) => /# Nothing of the machine.*?(?=\n\n)/s.exec(text)?.[0];
    const ours = closed(read(`deploy/systemd/${unit}`));
    expect(ours).toContain('CapabilityBoundingSet=\n');
    expect(ours).toBe(closed(read('deploy/systemd/hotline.service')));
    expect(of.has('MemoryDenyWriteExecute')).toBe(false);
    expect(of.has('MemoryMax') && of.has('TasksMax')).toBe(true);
  });

  it.runIf(HAS_SYSTEMD)('is understood by systemd, and rated as well closed', () => {
    const file = join(folder(), instance);
    // what is installed there is not on this machine
    writeFileSync(file, read(`deploy/systemd/${unit}`).replace(NODE, process.execPath));
    const asked = { encoding: 'utf8' } as const;
    expect(spawnSync('systemd-analyze', ['verify', '--man=no', file], asked)).toMatchObject({
      status: 0,
      stderr: '',
    });
    const rated = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], asked);
    expect(rated.status, rated.stdout).toBe(0);
  });
});

test('the settings beside the units are such as the service takes, in each of its roles', () => {
  const secrets = folder();
  writeFileSync(join(secrets, 'database-url'), 'postgres://hotline:x@db:5432/hotline');
  writeFileSync(join(secrets, 'redis-url'), 'redis://:x@redis:6379');
  writeFileSync(join(secrets, 'secret-key'), 'five green umbrellas at noon');
  writeFileSync(join(secrets, 'twilio-auth-token'), 'an auth token');
  const given = read('deploy/systemd/hotline.env').replaceAll('/etc/hotline/secrets', secrets);
  const own = settings(given.replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
  const alone = settings(given.replaceAll(/^#.*/gm, ''));
  const of = (unit: string, instance: string) =>
    settings(directives(unit, instance).get('Environment')?.join(' ') ?? '');
  expect(readConfig({ ...of('hotline-web@.service', '8081'), ...own })).toMatchObject({
    role: 'web',
    port: 8081,
    metrics: { port: 18_081 },
    databaseUrl: 'postgres://hotline:x@db:5432/hotline',
  });
  expect(readConfig({ ...of('hotline-worker@.service', '2'), ...own })).toMatchObject({
    role: 'worker',
    listens: false,
    metrics: { port: 19_092 },
  });
  const embedded = { ...of('hotline.service', ''), ...alone, DATA_DIR: secrets };
  expect(readConfig(embedded)).toMatchObject({ role: 'all', mode: { embedded: true, practice: false } });
});

test('a command has the settings of the service, and its user', () => {
  const there = folder();
  writeFileSync(join(there, 'hotline.env'), 'HOTLINE_NUMBER=+493023125999\n');
  writeFileSync(join(there, 'runuser'), '#!/bin/sh\necho "$HOTLINE_NUMBER $DATA_DIR" "$@"\n');
  chmodSync(join(there, 'runuser'), 0o755);
  const script = read('deploy/systemd/hotline').replaceAll('/etc/hotline', there);
  const said = execFileSync('sh', ['-c', script, 'hotline', 'explain', 'a b'], {
    encoding: 'utf8',
    env: { PATH: `${there}:${process.env.PATH}` },
  });
  expect(said).toBe(
    `+493023125999 /var/lib/hotline -u hotline -- ${NODE} /opt/hotline/src/cli.ts explain a b\n`,
  );
});
