import type { Config } from '../../app/config.ts';
import { openStorage } from '../../domain/recordings/open-storage.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const ABOUT = 'recordings';
const MEGABYTE = 1_000_000;
/** A day of a busy hotline fits in: ten hours of speech. */
const SCARCE_BYTES = 600 * MEGABYTE;

/** Whether recordings can be kept where they are to be kept. */
export async function lookAtStorage(config: Config): Promise<Finding> {
  const storage = openStorage(config);
  try {
    const { freeBytes } = await storage.look();
    if (freeBytes === null) return ok(ABOUT, `kept in ${storage.place}`);
    const free = `${Math.floor(freeBytes / MEGABYTE)} MB free`;
    if (freeBytes >= SCARCE_BYTES) return ok(ABOUT, `kept in ${storage.place}, ${free}`);
    const remedy =
      'Free some space, shorten RETENTION_RECORDINGS, or store them in a bucket: RECORDINGS_BUCKET.';
    return warning(ABOUT, `kept in ${storage.place}, only ${free}`, remedy);
  } catch (error) {
    if (!(error instanceof HotlineError)) throw error;
    return fault(
      ABOUT,
      error.message,
      'Correct RECORDINGS_BUCKET or DATA_DIR; until then recordings stay at the carrier.',
    );
  }
}
