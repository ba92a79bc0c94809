import { readFileSync } from 'node:fs';
import { fileFault } from '../../platform/file-fault.ts';
import { decodeText } from '../../platform/text-file.ts';

/**
 * Takes `NAME_FILE` for each of these names as the path of a file that holds the value, as container platforms hand out
 * secrets. Empty values count as missing.
 * @returns the environment with the files' contents in it, and what is wrong with the files
 */
export function withSecretFiles(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): { values: Record<string, string | undefined>; faults: string[] } {
  const values = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const faults: string[] = [];
  for (const name of names) {
    const file = values[`${name}_FILE`];
    if (file === undefined) continue;
    if (values[name] !== undefined) {
      faults.push(`${name}_FILE: set beside ${name}; allowed: one of the two`);
      continue;
    }
    try {
      const { text } = decodeText(readFileSync(file), file);
      if (text === undefined)
        faults.push(`${name}_FILE: read "${file}" (not UTF-8); allowed: a text in UTF-8`);
      values[name] = text?.trim();
    } catch (error) {
      faults.push(`${name}_FILE: read "${file}": ${fileFault(error)}; allowed: the path of a readable file`);
    }
  }
  return { values, faults };
}
