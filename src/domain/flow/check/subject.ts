import type { Fault } from '../../../platform/errors.ts';
import type { YamlPath } from '../../../platform/yaml-file.ts';
import type { Facts } from '../facts.ts';
import type { Flow, State } from '../flow.ts';
import type { Prompts } from '../prompts.ts';

/** Tells file and line of a value by the keys that lead to it. */
export type SourceOf = (path: YamlPath) => { file: string; line: number };

/** A language, and where its file says what. */
export interface Voice {
  prompts: Prompts;
  at: SourceOf;
}

/** A flow under examination, with all it relies on. */
export interface Subject {
  flow: Flow;
  at: SourceOf;
  facts: Facts;
  voices: readonly Voice[];
}

/** A fault of a flow, where it stands. */
export function faultAt(subject: Subject, path: YamlPath, message: string, remedy: string): Fault {
  return { ...subject.at(path), message, remedy };
}

/** Where a way on stands in its flow's file. */
export function pathOf(name: string, state: State, label: string): YamlPath {
  if (label === 'next' || label === 'give-up' || label === 'woken') return ['states', name, label];
  if (label === 'machine') return ['states', name, label, 'next'];
  return ['states', name, state.type === 'run' ? 'transitions' : 'keys', label];
}
