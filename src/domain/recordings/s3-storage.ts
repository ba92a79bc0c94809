import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { type Bucket, DigestMeter, type RecordingStorage, storageUnavailable } from './storage.ts';

const CONNECT_MS = 3_000;
/** Until it has begun to answer. */
const ANSWER_MS = 30_000;
/** Until it has taken a recording, which goes up slowly. */
const KEEP_MS = 120_000;
/** For the whole of a recording: who listens to it for longer goes on with another piece. */
const AUDIO_MS = 10 * 60_000;
/** Our own work is tried again; a listener waits. */
const ATTEMPTS = 2;

const quiet = () => {};

/** Recordings as objects of a bucket, with Amazon or whoever speaks its protocol. The SDK is large: only who needs it loads it. */
export function createS3Storage(config: Bucket): RecordingStorage {
  const { bucket, prefix } = config;
  const place = `s3://${bucket}/${prefix}`;
  const object = (key: string) => ({ Bucket: bucket, Key: prefix + key });
  const loading = connect(config);
  // the SDK's own time-outs end nothing, or begin anew with each byte
  const within = (ms: number) => ({ abortSignal: AbortSignal.timeout(ms) });
  loading.catch(() => {});
  const asking = async <T>(ask: (connected: Awaited<typeof loading>) => Promise<T>): Promise<T> => {
    try {
      return await ask(await loading);
    } catch (error) {
      throw storageUnavailable(place, error);
    }
  };
  return {
    place,
    async keep(key, audio) {
      // an object is sent with its length and checksum ahead, which are known once all of it has come
      const file = await openNameless();
      try {
        const meter = new DigestMeter();
        await file.writeFile(meter.through(audio));
        const digest = meter.digest();
        const sent = {
          ...object(key),
          Body: file.createReadStream({ start: 0 }),
          ContentLength: digest.bytes,
          ChecksumSHA256: Buffer.from(digest.sha256, 'hex').toString('base64'),
        };
        await asking(({ sdk, client }) => client.send(new sdk.PutObjectCommand(sent), within(KEEP_MS)));
        return digest;
      } finally {
        await file.close();
      }
    },
    read: (key, piece) =>
      asking(async ({ sdk, client }) => {
        const range = piece ? { Range: `bytes=${piece.start}-${piece.end}` } : {};
        const get = new sdk.GetObjectCommand({ ...object(key), ...range });
        const { Body } = await client.send(get, within(ANSWER_MS));
        return addAbortSignal(AbortSignal.timeout(AUDIO_MS), Body as Readable);
      }),
    remove: (key) =>
      asking(async ({ sdk, client }) => {
        await client.send(new sdk.DeleteObjectCommand(object(key)), within(ANSWER_MS));
      }),
    look: () =>
      asking(async ({ sdk, client }) => {
        await client.send(new sdk.HeadBucketCommand({ Bucket: bucket }), within(ANSWER_MS));
        return { freeBytes: null };
      }),
    // a right of its own, and not every maker has it; a lock of objects goes with versions only
    keepsVersions: () =>
      asking(async ({ sdk, client }) => {
        const ask = new sdk.GetBucketVersioningCommand({ Bucket: bucket });
        const { Status } = await client.send(ask, within(ANSWER_MS));
        return Status === 'Enabled';
      }).catch(() => null),
  };
}

/** A file that is gone as soon as nobody has it open: whoever is killed over it leaves nothing of what was said. */
async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  try {
    return await open(join(folder, 'audio'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function connect({ endpoint, region, key }: Bucket) {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    ...(key === undefined ? {} : { credentials: { accessKeyId: key.id, secretAccessKey: key.secret } }),
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS },
    // the newest kinds of checksums are Amazon's own; the one we send is older and understood by all
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // what went wrong is told by whoever asked
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  return { sdk, client };
}
