import { globSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../../src/cli/program.ts';

const program = buildProgram({}, () => {});

const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

function below(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...below(one)]);
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

/** What is wrong with a command line as somebody would type it; nothing is right. */
function faultIn(line: string): string | undefined {
  const words = line.replace(/\s[<>|#].*$/, '').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  let command = program;
  for (const word of words) {
    const next: Command | undefined = command.commands.find((one) => one.name() === word);
    if (!next) break;
    command = next;
  }
  if (command === program) return `there is no command: ${line}`;
  const known = new Set(['--help', ...command.options.map(({ long }) => long)]);
  const unknown = words.filter((word) => word.startsWith('--') && !known.has(word.replace(/[=\]].*$/, '')));
  return unknown.length === 0 ? undefined : `${nameOf(command)} has no ${unknown.join(' ')}: ${line}`;
}

test.each(below(program).map((command) => [nameOf(command), command] as const))(
  'the examples of %s can be typed as they stand',
  (_name, command) => {
    expect(helpOf(command)).not.toMatch(/default: (\[|undefined|null)/);
    const examples =
      helpOf(command)
        .split(/^Examples?:\n/m)[1]
        ?.trim()
        .split('\n') ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const [before = '', line = '', ...more] = example.trim().split(/npm run -s hotline -- /);
      expect([before, more]).toEqual([expect.stringMatching(/^(\S+=\S+ |echo '.*' \| )?$/), []]);
      expect(faultIn(line)).toBeUndefined();
    }
  },
);

const TEXTS = [
  'README.md',
  'CONTRIBUTING.md',
  'compose.yaml',
  'Dockerfile',
  'deploy/kubernetes/hotline.yaml',
  'voice-flows/README.md',
  ...globSync('docs/*.md'),
];

test.each(TEXTS)('%s names commands that there are, with options that they have', (file) => {
  const text = readFileSync(file, 'utf8');
  const typed = [...text.matchAll(/npm run (?:-s )?hotline -- ([^`\n<]+)/g)].map(([, line = '']) => line);
  const inContainers = [...text.matchAll(/node src\/cli\.ts ([a-z][^`\n<&]*)/g)].map(([, line = '']) => line);
  const named = [...text.matchAll(/`hotline ([a-z][^`\n]*)`/g)].map(([, line = '']) => line);
  expect([...typed, ...inContainers, ...named].map(faultIn).filter((fault) => fault !== undefined)).toEqual(
    [],
  );
});

test('the table of the README has every command', () => {
  const section =
    readFileSync('README.md', 'utf8')
      .split(/^## /m)
      .find((part) => part.startsWith('Command line')) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const missing = below(program)
    .filter(({ commands }) => commands.length === 0)
    .map((command) => nameOf(command).split(' ').slice(1))
    .filter(
      (words) =>
        !rows.some((row) => words.every((word) => row.split(' | ')[0]?.match(new RegExp(`\\b${word}\\b`)))),
    );
  expect(missing).toEqual([]);
});

/** Comments tell nobody what to type, and the examples of the helps are looked at above. */
const SAID = globSync('src/**/*.ts', { exclude: ['src/cli/groups/**'] }).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(\*|\/[/*])/.test(line) && !line.startsWith('import '))
    .map((line) => ({ file, line })),
);

test('what a message says to type is a command that there is', () => {
  const typed = SAID.flatMap(({ line }) => [
    ...line.matchAll(/npm run (?:-s )?hotline -- ([a-z][^`'"]*)/g),
    ...line.matchAll(/["(`]hotline ([a-z][^`'")]*)/g),
  ]).map(([, words = '']) => words.replace(/\$\{.*/, '').replace(/[.,] .*$/, ''));
  expect(typed.length).toBeGreaterThan(20);
  expect(typed.map(faultIn).filter((fault) => fault !== undefined)).toEqual([]);
});

test('what the command line says to type can be typed as it stands, or is a name in quotes', () => {
  const names = program.commands.map((command) => command.name()).join('|');
  const bare = new RegExp(`(?<!["]|run )\\bhotline (${names})\\b`);
  const said = SAID.filter(({ file }) => file.startsWith('src/cli/'));
  expect(said.filter(({ line }) => bare.test(line))).toEqual([]);
});
