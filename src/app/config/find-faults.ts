import type { z } from 'zod';
import type { Area, Environment } from './area.ts';

/** What is wrong with values, a line a variable: what was read, secrets masked, and what is allowed. */
export function findFaults(
  areas: readonly Area[],
  values: Environment,
  issues: readonly z.core.$ZodIssue[],
): string[] {
  return [...new Set(issues.map((issue) => describe(areas, issue, values)))];
}

/** What values lack beside each other, or say against each other; of those whose files could not be read, nobody knows. */
export function findConflicts(areas: readonly Area[], values: Environment): string[] {
  const conflicts = areas.flatMap(({ contradictions = () => [] }) => contradictions(values));
  return [...new Set([...missing(areas, values), ...conflicts])];
}

/** What a variable that is set cannot be without; each is named once. */
function missing(areas: readonly Area[], values: Environment): string[] {
  const neededBy = new Map<string, string>();
  for (const [name, needs] of areas.flatMap((area) => Object.entries(area.needs ?? {}))) {
    if (values[name] === undefined) continue;
    for (const need of needs) if (values[need] === undefined) neededBy.set(need, name);
  }
  return [...neededBy].map(([need, name]) => `${need}: missing, but needed since ${name} is set`);
}

function describe(areas: readonly Area[], issue: z.core.$ZodIssue, values: Environment): string {
  const name = String(issue.path[0]);
  return `${name}: read ${show(areas, name, values[name] ?? '')}; allowed: ${issue.message}`;
}

function show(areas: readonly Area[], name: string, value: string): string {
  if (areas.some(({ secrets = [] }) => secrets.includes(name)))
    return `${value.length} ${value.length === 1 ? 'character' : 'characters'} (hidden)`;
  if (areas.some(({ urlsWithSecrets = [] }) => urlsWithSecrets.includes(name))) {
    return quoted(value.replace(/^(\w+:\/\/)?.*@/s, '$1…@'));
  }
  // a password where none is wanted is none the less one
  return quoted(value.replace(/^(\w+:\/{0,2})[^/]*@/, '$1…@'));
}

/** What is not seen, or looks like a usual space. */
const UNSEEN = /[[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]--[ ]]/gv;

/** On one line, so that what came along with it is seen: `"80\n"`, and `"\u{202a}+49…"` of a number that was copied. */
function quoted(value: string): string {
  return `"${value.replace(UNSEEN, escaped)}"`;
}

function escaped(sign: string): string {
  const told = JSON.stringify(sign).slice(1, -1);
  return told === sign ? `\\u{${sign.codePointAt(0)?.toString(16)}}` : told;
}
