import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import {
  type ImportOptions,
  type ImportResult,
  importDirectory,
} from '../../src/domain/directory-file/import-directory.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { RULES } from '../unit/domain/directory/sample.ts';

const FILE = join(import.meta.dirname, 'directory.yaml');
/** Under the key of `openHotline`. */
const PINS = createPinHasher('the-secret-key-of-the-tests', { cost: 2 });

/** The directory file of the stories, to be changed before it is imported. */
export function usualDirectory(): string {
  return readFileSync(FILE, 'utf8');
}

/** Imports a directory file now, while the hotline of a story runs. */
export function importFile(
  database: Database,
  text: string,
  options: Pick<ImportOptions, 'replace' | 'takeOver' | 'takeBack'> = {},
): Promise<ImportResult> {
  return importDirectory(database, text, 'directory.yaml', {
    ...RULES,
    pins: PINS,
    now: new Date(),
    ...options,
  });
}
