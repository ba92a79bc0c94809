import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { chmod, mkdtemp, open as openFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { lookAtStorage } from '../../src/cli/doctor/look-at-storage.ts';
import { createDiskStorage } from '../../src/domain/recordings/disk-storage.ts';
import { createS3Storage } from '../../src/domain/recordings/s3-storage.ts';
import type { RecordingStorage } from '../../src/domain/recordings/storage.ts';
import { openBucket } from '../support/bucket.ts';

const AUDIO = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const SHA256 = createHash('sha256').update(AUDIO).digest('hex');
const KEY = '2026-11/RE1.wav';

async function* inChunks(audio: Buffer, size = 30_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < audio.length; at += size) yield audio.subarray(at, at + size);
}

async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield AUDIO.subarray(0, 1_000);
  throw new TypeError('terminated');
}

async function bytesOf(stream: Promise<Readable>): Promise<Buffer> {
  return Buffer.concat(await (await stream).toArray());
}

interface Place extends AsyncDisposable {
  storage: RecordingStorage;
  names(): Promise<string[]>;
}

const PLACES: Record<string, () => Promise<Place>> = {
  async 'a folder'() {
    const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
    return {
      storage: createDiskStorage(join(folder, 'below')),
      names: async () => (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')),
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
    };
  },
  async 'a bucket'() {
    const bucket = await openBucket();
    const { name, endpoint, key } = bucket;
    return {
      storage: createS3Storage({ bucket: name, prefix: 'calls/', endpoint, region: 'us-east-1', key }),
      names: async () => [...bucket.objects.keys()],
      [Symbol.asyncDispose]: () => bucket[Symbol.asyncDispose](),
    };
  },
};

describe.each(Object.entries(PLACES))('recordings in %s', (_name, open) => {
  it('are read as they were kept, whole and in pieces', async () => {
    await using place = await open();
    const { storage } = place;
    expect(await storage.keep(KEY, inChunks(AUDIO))).toEqual({ bytes: AUDIO.length, sha256: SHA256 });
    expect((await bytesOf(storage.read(KEY))).equals(AUDIO)).toBe(true);
    const piece = await bytesOf(storage.read(KEY, { start: 1_000, end: 1_003 }));
    expect(piece.equals(AUDIO.subarray(1_000, 1_004))).toBe(true);
  });

  it('replace what was there before, and are gone when they are removed, once or twice', async () => {
    await using place = await open();
    const { storage } = place;
    await storage.keep(KEY, inChunks(AUDIO));
    await storage.keep(KEY, inChunks(Buffer.from('another')));
    expect(String(await bytesOf(storage.read(KEY)))).toBe('another');
    expect(await place.names()).toHaveLength(1);
    await storage.remove(KEY);
    await storage.remove(KEY);
    expect(await place.names()).toEqual([]);
    await expect(storage.read(KEY)).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('leave nothing behind when what they come from breaks off', async () => {
    await using place = await open();
    await expect(place.storage.keep(KEY, brokenOff())).rejects.toThrow('terminated');
    expect(await place.names()).toEqual([]);
  });

  it('have a place that can be looked at', async () => {
    await using place = await open();
    expect(await place.storage.look()).toHaveProperty('freeBytes');
    expect(await place.names()).toEqual([]);
  });
});

describe('whoever is killed while keeping a recording', () => {
  it('leaves what there was of it to be removed with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
    const storage = createDiskStorage(folder);
    await storage.keep(KEY, inChunks(AUDIO));
    await writeFile(
      join(folder, `${KEY}.0d0d8f0e-5f0e-4b0e-9d0e-0d0d8f0e5f0e.part`),
      AUDIO.subarray(0, 1_000),
    );
    await writeFile(join(folder, '2026-11/RE12.wav'), AUDIO);
    await storage.remove(KEY);
    expect(await readdir(join(folder, '2026-11'))).toEqual(['RE12.wav']);
    await rm(folder, { recursive: true });
  });

  it('on the way to a bucket has left nothing on this machine', async () => {
    await using bucket = await openBucket();
    const { name, endpoint, key } = bucket;
    const storage = createS3Storage({ bucket: name, prefix: '', endpoint, region: 'us-east-1', key });
    const folder = await mkdtemp(join(tmpdir(), 'temporary-'));
    vi.stubEnv('TMPDIR', folder);
    const seen: string[] = [];
    async function* watched() {
      for await (const chunk of inChunks(AUDIO)) {
        yield chunk;
        seen.push(...(await readdir(folder)));
      }
    }
    expect(await storage.keep(KEY, watched())).toEqual({ bytes: AUDIO.length, sha256: SHA256 });
    vi.unstubAllEnvs();
    expect(seen).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('a place that fails', () => {
  it('a file where the folder should be: nothing can be kept, and it says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    await chmod(file, 0o400);
    const storage = createDiskStorage(file);
    await expect(storage.keep(KEY, inChunks(AUDIO))).rejects.toMatchObject({ code: 'storage-unavailable' });
    await rm(folder, { recursive: true });
  });

  it('a file, a link that leads nowhere or in a circle: it is not said that there is room', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
    await writeFile(join(folder, 'file'), '');
    await symlink(join(folder, 'gone'), join(folder, 'nowhere'));
    await symlink(join(folder, 'circle'), join(folder, 'circle'));
    const look = (name: string) =>
      createDiskStorage(join(folder, name))
        .look()
        .then(
          () => 'has room',
          (error: Error) => error.message.replace(/.*: /, ''),
        );
    expect(await look('file')).toBe('a part of its path is a file');
    expect(await look('file/recordings')).toBe('a part of its path is a file');
    expect(await look('nowhere')).toBe('there is no such file or folder');
    expect(await look('circle/recordings')).toBe('its links lead round in a circle');
    expect(await look('to be made/recordings')).toBe('has room');
    await rm(folder, { recursive: true });
  });

  it('a folder that hangs: it is said, and what else this process does goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
    // whoever opens a pipe waits until somebody writes into it
    execFileSync('mkfifo', [join(folder, 'hangs')]);
    const storage = createDiskStorage(folder, 50);
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => storage.read('hangs')));
    const said = asked.map((one) => one.status === 'rejected' && (one.reason as Error).message);
    expect(said).toEqual(asked.map(() => expect.stringContaining('no answer within 50 ms')));
    expect((await lookup('localhost')).address).toMatch(/^(127|::1)/);
    await expect(storage.keep(KEY, inChunks(AUDIO))).rejects.toMatchObject({ code: 'storage-unavailable' });
    // those that hang come to their end, and are waited for by nobody
    const pipe = await openFile(join(folder, 'hangs'), 'r+');
    await expect.poll(() => storage.keep(KEY, inChunks(AUDIO)).catch(() => null)).not.toBeNull();
    await pipe.close();
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(['2026-11', KEY, 'hangs']);
    await rm(folder, { recursive: true });
  });

  it('a bucket that is away, that is none, or that another key belongs to', async () => {
    await using bucket = await openBucket();
    const { name, endpoint, key } = bucket;
    const config = { bucket: name, prefix: '', endpoint, region: 'us-east-1', key };
    const unavailable = { code: 'storage-unavailable' };
    const stranger = createS3Storage({ ...config, key: { ...key, secret: 'guessed' } });
    await expect(stranger.keep(KEY, inChunks(AUDIO))).rejects.toMatchObject(unavailable);
    await expect(createS3Storage({ ...config, bucket: 'nowhere' }).look()).rejects.toMatchObject(unavailable);
    bucket.failWith(503);
    await expect(createS3Storage(config).read(KEY)).rejects.toMatchObject(unavailable);
    expect(bucket.objects.size).toBe(0);
  });
});

it.each([
  ['Enabled', 'warning', 'which keeps versions: what is deleted stays in them'],
  ['Suspended', 'ok', 's3://recordings/calls/'],
  ['', 'ok', 's3://recordings/calls/'],
  [null, 'ok', 'whether it keeps versions of what is deleted, it does not say'],
])('the doctor asks a bucket whether it keeps versions: %s', async (versioning, verdict, said) => {
  await using bucket = await openBucket();
  bucket.versioning = versioning;
  const config = readConfig({
    DATABASE_URL: 'postgres://127.0.0.1:1/hotline',
    SECRET_KEY: 'the-secret-key-of-the-tests',
    PRACTICE: '1',
    RECORDINGS_BUCKET: `s3://${bucket.name}/calls`,
    S3_ENDPOINT: bucket.endpoint,
    S3_ACCESS_KEY_ID: bucket.key.id,
    S3_SECRET_ACCESS_KEY: bucket.key.secret,
  });
  expect(await lookAtStorage(config)).toMatchObject({ verdict, message: expect.stringContaining(said) });
});
