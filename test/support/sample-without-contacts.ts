import { readFileSync } from 'node:fs';
import { SAMPLE_DIRECTORY } from '../../src/domain/directory-entry/sample-directory.ts';

/**
 * The shipped sample for whoever imports it by the command and asks for nothing of its contacts: the PIN of each takes a tenth of a
 * second of a processor to hash, which no setting changes.
 */
export const SAMPLE_WITHOUT_CONTACTS = readFileSync(SAMPLE_DIRECTORY, 'utf8').replaceAll(
  /contacts:\n(?: +- \{ .*\}\n)+/g,
  'contacts: []\n',
);
