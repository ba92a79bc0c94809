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
    if (freeBytes === null) return lookAtVersions(storage.place, await storage.keepsVersions());
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

/** What was promised to be deleted would be there for ever. */
function lookAtVersions(place: string, keepsVersions: boolean | null): Finding {
  const kept = `kept in ${place}`;
  if (keepsVersions === false) return ok(ABOUT, kept);
  if (keepsVersions === null)
    return ok(ABOUT, `${kept}; whether it keeps versions of what is deleted, it does not say`);
  const remedy =
    'Suspend versioning of this bucket and delete its old versions, or use one without: the service deletes the newest only. With object lock only another bucket helps.';
  return warning(ABOUT, `${kept}, which keeps versions: what is deleted stays in them`, remedy);
}
