import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { ACCESS } from '../../../src/app/config/access.ts';
import type { Area } from '../../../src/app/config/area.ts';
import { HEARTBEAT } from '../../../src/app/config/heartbeat.ts';
import { MAIL } from '../../../src/app/config/mail.ts';
import { PROCESS } from '../../../src/app/config/process.ts';
import { PUSH } from '../../../src/app/config/push.ts';
import { RECORD } from '../../../src/app/config/record.ts';
import { RECORDINGS } from '../../../src/app/config/recordings.ts';
import { RETENTION } from '../../../src/app/config/retention.ts';
import { TELEPHONY } from '../../../src/app/config/telephony.ts';
import { readConfig, VARIABLE_NAMES } from '../../../src/app/config.ts';
import type { ApiDeps } from '../../../src/web/api/deps.ts';
import { endpoints } from '../../../src/web/api/endpoints.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');

/** The rows of the table under a heading, each as its cells. */
function rowsOf(heading: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
        .slice(1),
    );
}

const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

describe('the table of the configuration', () => {
  const rows = rowsOf('Configuration').map(([names = '', defaults = '']) => ({
    names: named(names),
    defaults: named(defaults),
  }));
  const AREAS: Area[] = [ACCESS, HEARTBEAT, MAIL, PROCESS, PUSH, RECORD, RECORDINGS, RETENTION, TELEPHONY];
  const schemas = Object.entries(
    Object.assign({}, ...AREAS.map(({ variables }) => variables)) as Area['variables'],
  );

  it('names the variables that there are, each once', () => {
    expect(rows.flatMap(({ names }) => names).toSorted()).toEqual([...VARIABLE_NAMES].toSorted());
  });

  test.each(schemas.filter(([, schema]) => parsed(schema, undefined) !== undefined))(
    'tells what %s is if nobody sets it',
    (name, schema) => {
      const row = rows.find(({ names }) => names.includes(name));
      const said = row?.defaults[row.names.indexOf(name)];
      expect(JSON.stringify(parsed(schema, said))).toBe(JSON.stringify(parsed(schema, undefined)));
    },
  );
});

function parsed(schema: Area['variables'][string], value: unknown): unknown {
  return (schema as unknown as { parse(value: unknown): unknown }).parse(value);
}

test('the table of the API has every call', () => {
  const rows = rowsOf('API').map(([calls = '']) => calls);
  const missing = endpoints({} as ApiDeps)
    .map(({ method, path }) => ({
      method: method.toUpperCase(),
      parts: path.replace(/\{\w+\}/g, '{}').split('/'),
    }))
    .filter(({ method, parts }) => {
      const [, room = ''] = parts;
      const last = parts.at(-1) ?? '';
      return !rows.some(
        (row) => row.includes(method) && row.includes(`/api/v1/${room}`) && endsWith(row, last),
      );
    });
  expect(missing).toEqual([]);
});

/** Whether one of the calls of a row ends so; `{}` stands for a place of any name. */
function endsWith(row: string, last: string): boolean {
  return named(row.replace(/\?[^`]*/g, '')).some((call) =>
    call.replace(/\{\w+\}/g, '{}').endsWith(`/${last}`),
  );
}

test.each([
  ['README.md', /## On your servers\n+```sh\n([^`]*)```/, /(?:export| )\s*([A-Z_]+)=("[^"]*"|\S+)/g],
  ['Dockerfile', /(# Run: [^\n]*\\\n[^\n]*)/, /-e ([A-Z_]+)=(\S+)/g],
])('what %s says to start with is a configuration that the service takes', (file, place, setting) => {
  const [, block = ''] = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8').match(place) ?? [];
  const likely: Record<string, string> = {
    DATABASE_URL: 'postgres://hotline:geheim@db:5432/hotline',
    SECRET_KEY: 'five green umbrellas at noon',
    PUBLIC_URL: 'https://hotline.example.com',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'an auth token',
    HOTLINE_NUMBER: '+493023125999',
  };
  const written = [...block.replace(/ +# .*$/gm, '').matchAll(setting)];
  const env = written.map(([, name = '', value = '']) => [name, /[…$]/.test(value) ? likely[name] : value]);
  expect(env.length).toBeGreaterThan(5);
  expect(readConfig(Object.fromEntries(env))).toMatchObject({ carrier: expect.anything() });
});
