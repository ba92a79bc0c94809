import { join } from 'node:path';

/** What a new installation begins with when it is given no directory of its own. */
export const SAMPLE_DIRECTORY = join(import.meta.dirname, '../../../directory.sample.yaml');
