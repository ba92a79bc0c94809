import { join } from 'node:path';
import { createDiskStorage } from './disk-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Bucket, RecordingStorage } from './storage.ts';

/** Where this installation keeps its recordings: a bucket if there is one, else a folder of DATA_DIR. Nothing is asked yet. */
export function openStorage(place: {
  recordingsBucket: Bucket | undefined;
  dataDir: string;
}): RecordingStorage {
  const { recordingsBucket, dataDir } = place;
  return recordingsBucket
    ? createS3Storage(recordingsBucket)
    : createDiskStorage(join(dataDir, 'recordings'));
}
