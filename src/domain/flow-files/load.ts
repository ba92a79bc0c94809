import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { type Fault, formatFault, HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';
import { decodeText } from '../../platform/text-file.ts';
import { readYaml, type YamlPath } from '../../platform/yaml-file.ts';
import { checkBudgets } from '../flow/check/check-budgets.ts';
import { checkOrderWords } from '../flow/check/check-order-words.ts';
import { checkPrompts } from '../flow/check/check-prompts.ts';
import type { SourceOf, Subject } from '../flow/check/subject.ts';
import { checkFlow } from '../flow/check-flow.ts';
import type { Facts } from '../flow/facts.ts';
import { flowSchema } from '../flow/flow.ts';
import { type Prompts, promptsSchema } from '../flow/prompts.ts';
import type { Script } from '../flow/script.ts';

/** What the shipped flows are about; others can be given by the operator. */
export const SHIPPED_FLOWS = join(import.meta.dirname, '../../../voice-flows');

/** The YAML files of a folder of flows: their texts by their paths inside it. */
export type FlowFiles = Readonly<Record<string, string>>;

/** A script, and the files it was read from. */
export interface LoadedScript {
  script: Script;
  files: FlowFiles;
}

/** What flows are held against. */
export interface FlowRules {
  /** what there is to be done, said and told */
  facts: Facts;
  /** finds what says more than the carrier takes */
  checkSize: (subject: Subject) => Fault[];
}

/**
 * Reads and checks every flow and every language of a folder.
 * @throws HotlineError `bad-flow` with all faults, each with file and line
 */
export function loadScript(folder: string, rules: FlowRules): Script {
  return loadFlows(folder, rules).script;
}

/** The same, with the files' texts. */
export function loadFlows(folder: string, rules: FlowRules): LoadedScript {
  const { script, faults, files } = readScript(folder, rules);
  if (faults.length > 0) {
    throw new HotlineError(
      'bad-flow',
      `the voice flows have ${faults.length} fault(s):\n${faults.map(formatFault).join('\n')}`,
    );
  }
  return { script, files };
}

/** The same without throwing: what could be read, and all faults. */
export function readScript(
  folder: string,
  { facts, checkSize }: FlowRules,
): LoadedScript & { faults: Fault[] } {
  const { files, faults: notText } = readFiles(folder);
  const { script, flows, voices, faults: misread } = parse(files, folder);
  const faults = [...notText, ...misread];
  // a flow that could not be read is not missing, and its own fault says more
  const missing = faults.length > 0 ? [] : Object.keys(facts.legs).filter((name) => !script.flows.has(name));
  const subjects = flows.map(({ value: flow, at }) => ({ flow, at, facts, voices }));
  const found = [
    ...faults,
    ...missing.map((name) => ({
      file: folder,
      line: 0,
      message: `there is no flow ${name}`,
      remedy: `add ${name}.yaml; begin with a copy of the shipped one`,
    })),
    ...subjects.flatMap(checkFlow),
    ...checkOrderWords(voices),
    ...checkPrompts(voices, { audio: audioFiles(join(folder, 'audio')), messages: facts.messages }),
  ];
  // what a flow takes in bytes and seconds: measured once nothing else is wrong with any flow or text
  const overLimits =
    found.length > 0
      ? []
      : subjects.flatMap((subject) => [...checkSize(subject), ...checkBudgets(subject, script)]);
  return { script, files, faults: [...found, ...overLimits] };
}

/**
 * A script out of texts that were kept, as they were checked when they came into force.
 * @throws HotlineError `bad-flow` if this version of the service cannot read them any more
 */
export function restoreScript(files: FlowFiles): Script {
  const { script, faults } = parse(files, 'flows of a call under way');
  if (faults.length > 0) throw new HotlineError('bad-flow', faults.map(formatFault).join('\n'));
  return script;
}

function parse(files: FlowFiles, folder: string) {
  const flowFiles = readAll(files, folder, flowSchema, (name) => !name.includes('/'));
  const promptFiles = readAll(files, folder, promptsSchema, (name) => name.startsWith('prompts/'));
  const isShipped = resolve(folder) === SHIPPED_FLOWS;
  const voices = promptFiles.read
    .map(({ value, at }) => ({ prompts: isShipped ? value : complete(value), at }))
    .sort((one, other) => one.prompts.key.localeCompare(other.prompts.key));
  const script: Script = {
    version: versionOf(files),
    flows: new Map(flowFiles.read.map(({ value }) => [value.flow, value])),
    prompts: new Map(
      voices.map(({ prompts }) => [prompts.language, isShipped ? prompts : withShippedTexts(prompts)]),
    ),
    languages: voices.map(({ prompts: { language, key } }) => ({ language, key })),
  };
  return { script, flows: flowFiles.read, voices, faults: [...flowFiles.faults, ...promptFiles.faults] };
}

let shipped: ReadonlyMap<string, Prompts> | undefined;

function shippedPrompts(): ReadonlyMap<string, Prompts> {
  shipped ??= parse(readFiles(SHIPPED_FLOWS).files, SHIPPED_FLOWS).script.prompts;
  return shipped;
}

/** What a file is too old to name, as operators keep their own, is as in the shipped file of that language. */
function complete(prompts: Prompts): Prompts {
  const usual = shippedPrompts().get(prompts.language);
  const stages = prompts.orders?.stages ?? usual?.orders?.stages;
  return {
    ...prompts,
    ...(prompts.orders ? { orders: { ...prompts.orders, ...(stages ? { stages } : {}) } } : {}),
    states: { ...usual?.states, ...prompts.states },
    outcomes: { ...usual?.outcomes, ...prompts.outcomes },
  };
}

/**
 * Texts that no flow names, so that nobody sees them missing before somebody is to read one: what none of the files has is sent as
 * the shipped file of that language has it, else the English one.
 */
function withShippedTexts(prompts: Prompts): Prompts {
  const usual = shippedPrompts().get(prompts.language) ?? shippedPrompts().get('en');
  const choices = Object.entries(usual?.choices ?? {}).map(([name, words]) => [
    name,
    { ...words, ...prompts.choices[name] },
  ]);
  return {
    ...prompts,
    sms: { ...usual?.sms, ...prompts.sms },
    choices: { ...prompts.choices, ...Object.fromEntries(choices) },
  };
}

interface ReadFile<T> {
  value: T;
  at: SourceOf;
}

function readAll<S extends z.ZodType>(
  files: FlowFiles,
  folder: string,
  schema: S,
  isMeant: (name: string) => boolean,
): { read: ReadFile<z.output<S>>[]; faults: Fault[] } {
  const read: ReadFile<z.output<S>>[] = [];
  const faults: Fault[] = [];
  for (const [name, text] of Object.entries(files).filter(([path]) => isMeant(path))) {
    const file = join(folder, name);
    const result = readYaml(text, file, schema);
    faults.push(...result.faults);
    const at = (path: YamlPath) => ({ file, line: result.lineOf(path) });
    if (result.value !== undefined) read.push({ value: result.value, at });
  }
  return { read, faults };
}

function readFiles(folder: string): { files: FlowFiles; faults: Fault[] } {
  const names = [
    ...yamlFiles(folder),
    ...yamlFiles(join(folder, 'prompts')).map((name) => `prompts/${name}`),
  ];
  const read = names.map((name) => {
    const file = join(folder, name);
    return { name, ...decodeText(readFileSync(file), file) };
  });
  const texts = read.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text] as const]));
  return { files: Object.fromEntries(texts), faults: read.flatMap(({ faults }) => faults) };
}

function versionOf(files: FlowFiles): string {
  const sorted = Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (cause) {
    throw new HotlineError('bad-flow', `The folder ${folder} cannot be read: ${fileFault(cause)}.`, {
      cause,
      remedy: 'Correct the path; it is relative to the folder you are in.',
    });
  }
}

/** The recordings, as `<language>/<file>`; a folder without any is none. */
function audioFiles(folder: string): Set<string> {
  try {
    return new Set(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')),
    );
  } catch {
    return new Set();
  }
}
