import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Fault, formatFault, HotlineError } from '../errors.ts';
import { readYaml, type YamlPath } from '../yaml-file.ts';
import type { LanguageChoice } from './advance.ts';
import { type Actions, checkFlow, checkPrompts, type SourceOf } from './check-flow.ts';
import { type Flow, flowSchema } from './flow.ts';
import { type Prompts, promptsSchema } from './prompts.ts';

/** All flows and all languages, checked. Loaded once at start, from then on only read. */
export interface Script {
  flows: ReadonlyMap<string, Flow>;
  prompts: ReadonlyMap<string, Prompts>;
  languages: readonly LanguageChoice[];
}

/** What the shipped flows are about; others can be given by the operator. */
export const SHIPPED_FLOWS = join(import.meta.dirname, '../../voice-flows');

/**
 * Reads and checks every flow and every language of a folder.
 * @throws HotlineError `bad-flow` with all faults, each with file and line
 */
export function loadScript(folder: string, actions: Actions): Script {
  const { script, faults } = readScript(folder, actions);
  if (faults.length > 0) {
    throw new HotlineError(
      'bad-flow',
      `the voice flows have ${faults.length} fault(s):\n${faults.map(formatFault).join('\n')}`,
    );
  }
  return script;
}

/** The same without throwing: what could be read, and all faults. */
export function readScript(folder: string, actions: Actions): { script: Script; faults: Fault[] } {
  const flowFiles = readFolder(folder, flowSchema);
  const promptFiles = readFolder(join(folder, 'prompts'), promptsSchema);
  const flows = new Map(flowFiles.read.map(({ value }) => [value.flow, value]));
  const byKey = promptFiles.read.map(({ value }) => value).sort((a, b) => a.key.localeCompare(b.key));
  const prompts = new Map(byKey.map((value) => [value.language, value]));
  const faults = [
    ...flowFiles.faults,
    ...promptFiles.faults,
    ...flowFiles.read.flatMap(({ value, at }) => checkFlow(value, at, actions, [...prompts.values()])),
    ...checkPrompts(promptFiles.read.map(({ value, at }) => ({ prompts: value, at }))),
  ];
  const languages = [...prompts.values()].map(({ language, key }) => ({ language, key }));
  return { script: { flows, prompts, languages }, faults };
}

interface ReadFile<T> {
  value: T;
  at: SourceOf;
}

function readFolder<S extends z.ZodType>(
  folder: string,
  schema: S,
): { read: ReadFile<z.output<S>>[]; faults: Fault[] } {
  const read: ReadFile<z.output<S>>[] = [];
  const faults: Fault[] = [];
  for (const name of yamlFiles(folder)) {
    const file = join(folder, name);
    const result = readYaml(readFileSync(file, 'utf8'), file, schema);
    faults.push(...result.faults);
    const at = (path: YamlPath) => ({ file, line: result.lineOf(path) });
    if (result.value !== undefined) read.push({ value: result.value, at });
  }
  return { read, faults };
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (cause) {
    throw new HotlineError('bad-flow', `the folder ${folder} cannot be read`, {
      cause,
      remedy: 'check the path and its permissions',
    });
  }
}
