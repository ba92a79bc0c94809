import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_DIRECTORY } from '../../src/domain/directory-entry/sample-directory.ts';
import { SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { ended, hotline, hotlineProcess, startHotlineCommand } from '../support/hotline-command.ts';

/** What needs neither database nor carrier. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const REAL_LINE = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a'.repeat(32),
  HOTLINE_NUMBER: '+498912345670',
  PUBLIC_URL: 'https://hotline.example',
};

const lineOf = (text: string, words: string) =>
  text.split('\n').findIndex((line) => line.includes(words)) + 1;

describe('wrong usage ends with 2 and says where help is', () => {
  test.each([
    [[], 'Usage: hotline'],
    [['chekc'], 'Did you mean check?'],
    [['check', '--directroy', 'x'], "unknown option '--directroy'"],
    [['directory', 'import'], "missing required argument 'file'"],
    [['practice', 'serve', '--port', '70000'], 'Allowed: a port, 0 to 65535.'],
    [['on-call', 'front', '--directory', SAMPLE_DIRECTORY, '--at', '2026-02-30'], 'which is no time'],
    [['evidence', 'export', '--output', 'proof.json'], 'Give --ticket, or --customer and --month.'],
    [
      ['evidence', 'export', '--output', 'x.json', '--customer', '1', '--month', '2026-13'],
      'such as 2026-11',
    ],
    [['duty', '--month', '2026-1'], 'such as 2026-11'],
    [['report', '--customer', '1', '--month', 'May', '--output', 'x.html'], 'such as 2026-11'],
    [['duty'], "required option '--month <month>' not specified"],
    [['database', 'dump', ''], 'file is empty.'],
    [
      'privacy erase --number +493023125101 --number +493023125102'.split(' '),
      '--number stands twice; keep one of the two.',
    ],
    ['rehearse --calls 5 --directory a.yaml --calls=6'.split(' '), '--calls stands twice'],
    [['directory', 'export', '--output', ' '], '--output is empty.'],
    [['flows', '--json=1'], 'error: --json takes no value; leave =1 out.'],
    [['privacy', 'retention', '--dry-run='], 'error: --dry-run takes no value; leave = out.'],
    [['flows', '--fast=1'], "unknown option '--fast=1'"],
  ])('%j', async (args, complaint) => {
    const { code, out, err } = await hotline(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(complaint);
    expect(err).toMatch(/--help/);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test('every command explains itself, with an example', async () => {
  const commands = [
    'check',
    'flows',
    'directory import',
    'directory export',
    'deadlines',
    'on-call',
    'carrier sync',
    'doctor',
    'practice critical-call',
    'practice serve',
  ];
  const helps = await Promise.all(commands.map((command) => hotline([...command.split(' '), '--help'])));
  for (const { code, out } of helps) {
    expect(code).toBe(0);
    expect(out).toMatch(/Examples?:\n {2}.*npm run -s hotline -- /);
  }
});

test.each([
  ['deadlines', '--directory', 'no.file'],
  ['evidence', 'verify', 'no.file'],
  ['schedule', 'import', 'front', 'no.file'],
  ['privacy', 'erase-again', 'no.file'],
  ['database', 'restore', 'no.file'],
  ['flows', '--flows', 'no.file'],
])('a file that is not there is said by `hotline %s %s`, with what to do', async (...args) => {
  const env = { DATA_DIR: join(folder, 'nothing') };
  const { code, err } = await hotline(args, { env });
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(
      /^(The folder )?no\.file cannot be read: there is no such file or folder\.\n→ [A-Z].*\.\n$/,
    ),
  ]);
});

test.each([
  'check --directory FILE',
  'on-call front --directory FILE',
  'schedule import front FILE',
  'evidence verify FILE',
  'privacy erase-again FILE',
])(
  'a backup that is named by mistake, or a device without end, is not read to its end: %s',
  async (typed) => {
    const backup = join(folder, 'backup.tar');
    await writeFile(backup, '');
    await truncate(backup, 3 * 1024 ** 3);
    for (const file of [backup, '/dev/zero']) {
      const args = typed.replace('FILE', file).split(' ');
      const { code, out, err } = await hotline(args, { env: { DATA_DIR: join(folder, 'nothing') } });
      expect(code).toBe(1);
      expect(`${out}${err}`).toContain('is larger than 64 MiB');
    }
  },
  30_000,
);

describe('check', () => {
  test('finds no fault in what is shipped', async () => {
    const { code, out } = await hotlineProcess(['check']);
    expect(out).toMatch(/flows +no fault \(6 flows, \d languages/);
    expect(out).toMatch(/directory +no fault \(3 customers/);
    expect(out).toMatch(/configuration +no fault/);
    expect(code).toBe(0);
  });

  test('shows a dead end with file and line, beside the faults of the directory and the environment', async () => {
    const flows = join(folder, 'flows');
    await cp(SHIPPED_FLOWS, flows, { recursive: true });
    const file = join(flows, 'caller.yaml');
    const text = (await readFile(file, 'utf8')).replace(
      'transitions: { rescued: rescued,',
      'transitions: { rescued: nowhere,',
    );
    await writeFile(file, text);
    const broken = join(folder, 'broken.yaml');
    await writeFile(broken, 'plans:\n  enhanced: [\n');

    const { code, out } = await hotline(['check', '--flows', flows, '--directory', broken], {
      env: { PORT: 'eighty', API_TOKEN: 'short' },
    });
    expect(code).toBe(1);
    expect(out).toContain(`${file}:${lineOf(text, 'rescued: nowhere')}: there is no state nowhere`);
    expect(out).toMatch(new RegExp(`${broken}:\\d: `));
    expect(out).toContain('environment: PORT: read "eighty"; allowed: a port');
    expect(out).toContain('environment: API_TOKEN: read 5 characters (hidden)');
    expect(out).toMatch(/configuration +2 faults/);
  });

  test.each([
    [
      { PRACTICE: '1', PRACTICE_LANGUAGE: 'xx' },
      'PRACTICE_LANGUAGE: there are no prompts in xx – Allowed: de, en, fr.',
    ],
    [
      { ...REAL_LINE, DIRECTORY_FILE: 'directory.sample.yaml' },
      'DIRECTORY_FILE: the sample is for the practice line only – Set DIRECTORY_FILE to your own',
    ],
  ])('finds what only a start would refuse: %j', async (env, fault) => {
    const { code, out } = await hotline(['check'], { env });
    expect(out.replaceAll(/\s+/g, ' ')).toContain(fault);
    expect(out).toMatch(/configuration +1 fault/);
    expect(code).toBe(1);
  });

  test('warns of what may be meant otherwise, which is no fault', async () => {
    const file = join(folder, 'belarus.yaml');
    const text = (await readFile(SAMPLE_DIRECTORY, 'utf8')).replace('holidays: DE-BY', 'holidays: BY');
    await writeFile(file, text);
    const { code, out } = await hotline(['check', '--directory', file]);
    expect(out).toContain(
      `${file}:${lineOf(text, 'holidays: BY')}: warning: calendars › munich › holidays looks odd:`,
    );
    expect(out).toMatch(/directory +no fault, 1 warning/);
    expect(code).toBe(0);
    const json = await hotline(['check', '--json', '--directory', file]);
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, faults: [], warnings: [{ file }] });
  });

  test('refuses a promise that no calendar reaches, with its line', async () => {
    const file = join(folder, 'seldom.yaml');
    const sample = await readFile(SAMPLE_DIRECTORY, 'utf8');
    const text = sample.replace('mon-fri: "09:00-18:00"', 'mon: "09:00-09:02"');
    await writeFile(file, text);
    const { code, out } = await hotline(['check', '--directory', file]);
    expect(code).toBe(1);
    expect(out).toContain(
      `${file}:${lineOf(text, '4: { within: PT24H')}: plans › standard › response › 4 › within is more than the calendar "munich" opens in ten years, for customer 200415: no deadline can be computed. – Give the calendar more hours, promise less time, or write clock: always.`,
    );
    expect(out).toMatch(/directory +1 fault/);
  });

  test('refuses files in another encoding, with the line', async () => {
    const flows = join(folder, 'western');
    await cp(SHIPPED_FLOWS, flows, { recursive: true });
    const prompts = join(flows, 'prompts/de.yaml');
    const german = (await readFile(prompts, 'utf8')).normalize();
    await writeFile(prompts, german, 'latin1');
    const file = join(folder, 'western.yaml');
    const text = (await readFile(SAMPLE_DIRECTORY, 'utf8')).replace('name: Musterwerk AG', 'name: Müller AG');
    await writeFile(file, text, 'latin1');
    const { code, out } = await hotline(['check', '--flows', flows, '--directory', file]);
    expect(code).toBe(1);
    for (const [where, written] of [
      [file, text],
      [prompts, german],
    ] as const) {
      const firstUmlaut = written.split('\n').findIndex((line) => /[^\0-\x7f]/.test(line)) + 1;
      expect(out).toContain(`${where}:${firstUmlaut}: The file is not UTF-8`);
    }
  });

  test('warns of a night without anybody, and refuses nothing', async () => {
    const file = join(folder, 'office.yaml');
    const sample = await readFile(SAMPLE_DIRECTORY, 'utf8');
    const layer = 'participants: [carla, david], rotate: P7D, from: 2026-01-05T08:00';
    const text = sample
      .replace('covers: always', 'covers: office')
      .replace('page: [schedule:front, tam]', 'page: [tam]')
      .replace(layer, `${layer}, during: { mon-fri: "08:00-18:00" }`);
    await writeFile(file, text);
    const { code, out } = await hotline(['check', '--directory', file]);
    expect(code).toBe(0);
    expect(out).toContain(`${file}:${lineOf(text, 'signature: signature-desk }')}: warning: `);
    expect(out).toMatch(/directory +no fault, 1 warning/);
    const told = JSON.parse((await hotline(['check', '--json', '--directory', file])).out);
    expect(told).toMatchObject({ ok: true, faults: [], warnings: [{ file }] });
  });

  test('tells machines, too: a missing file, an empty folder of flows', async () => {
    const { code, out } = await hotline([
      'check',
      '--json',
      '--directory',
      join(folder, 'no.yaml'),
      '--flows',
      join(folder, 'no-flows'),
    ]);
    const { ok, faults } = JSON.parse(out);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(faults).toEqual([
      expect.objectContaining({
        file: join(folder, 'no-flows'),
        message: expect.stringContaining('cannot be read'),
      }),
      expect.objectContaining({
        file: join(folder, 'no.yaml'),
        message: 'cannot be read: there is no such file or folder.',
      }),
    ]);
  });
});

describe('flows', () => {
  test('are drawn and measured', async () => {
    const { code, out } = await hotline(['flows', '--flow', 'caller']);
    expect(code).toBe(0);
    expect(out).toMatch(/```mermaid\nflowchart TD\n/);
    expect(out).toMatch(
      /\| de \| ring to critical ticket, known number \| 10 \| \d+\.\d \| 0\.0 \| pin → menu/,
    );
    expect(out).toMatch(/\| en \| longest path \|/);
    expect(out).toContain('14 characters a second');
  });

  test('that are not there are a fault that names those that are', async () => {
    const { code, out } = await hotline(['flows', '--flow', 'calller', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({
      code: 'not-found',
      remedy: expect.stringContaining('caller'),
    });
  });
});

describe('deadlines', () => {
  const args = ['deadlines', '--directory', SAMPLE_DIRECTORY];
  const question =
    '{"id":7,"calendar":"munich","severity":3,"plan":"enhanced","at":"2026-10-02T16:30:00+02:00"}';

  test('are answered line by line; a bad line fails the command and stops nothing', async () => {
    const { code, out } = await hotlineProcess(args, { input: `nonsense\n${question}\n` });
    expect(code).toBe(1);
    const [bad, good] = out.trim().split('\n');
    expect(JSON.parse(bad ?? '')).toMatchObject({ line: 'nonsense', error: expect.any(String) });
    expect(JSON.parse(good ?? '')).toMatchObject({ id: 7, respondBy: '2026-10-05T11:30:00.000Z' });
  });

  test('of no line are none', async () => {
    expect(await hotlineProcess(args)).toEqual({ code: 0, out: '', err: '' });
  });

  test('stop quietly when nobody reads on', async () => {
    const child = startHotlineCommand(args);
    child.stdin?.on('error', () => {});
    child.stdout?.once('data', () => child.stdout?.destroy());
    const lines = `${question}\n`.repeat(2_000);
    const feed = () => {
      while (child.stdin?.writable && child.stdin.write(lines));
      child.stdin?.once('drain', feed);
    };
    feed();
    const { code, err } = await ended(child);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('need a directory that can be read', async () => {
    const { code, err } = await hotline(['deadlines', '--directory', join(folder, 'no.yaml')]);
    expect(code).toBe(1);
    expect(err).toContain('there is no such file');
    expect((await hotline(['deadlines', '--directory', folder])).err).toContain('it is a folder');
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('on-call', () => {
  test('is answered from a file', async () => {
    const args = ['on-call', 'front', '--directory', SAMPLE_DIRECTORY, '--at', '2026-12-24T18:00'];
    const inWords = await hotline(args);
    expect(inWords).toMatchObject({
      code: 0,
      out: expect.stringContaining('Carla Moreno is on call (override)'),
    });
    const json = await hotline([...args, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ schedule: 'front', onCall: { engineer: 'carla' } });
  });

  test('knows which schedules there are', async () => {
    const { code, err } = await hotline(['on-call', 'frnt', '--directory', SAMPLE_DIRECTORY]);
    expect(code).toBe(1);
    expect(err).toContain('There is no schedule "frnt".\n→ Choose one of: front,');
  });

  test('without a database says how to get one', async () => {
    const { code, err } = await hotline(['on-call', 'front'], { env: { DATA_DIR: join(folder, 'data') } });
    expect(code).toBe(1);
    expect(err).toMatch(/There is no database in .*\n→ Start the service once/);
  });
});
