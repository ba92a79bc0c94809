import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, lstat, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { createDiskSteps, type DiskStep } from './disk-steps.ts';
import { DigestMeter, type RecordingStorage, storageUnavailable } from './storage.ts';

/** Only this user reads what callers said. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** At the end of a file's name until it is whole. */
const PART = '.part';
/** So long a step may take; a network's disk whose server is gone never answers. */
const STEP_MS = 30_000;

/** Recordings as files below a folder. A file is there whole or not at all, also after a power failure. */
export function createDiskStorage(folder: string, stepMs = STEP_MS): RecordingStorage {
  const inTurn = createDiskSteps(stepMs);
  const step: DiskStep = (work, undo) =>
    inTurn(work, undo).catch((cause: unknown) => {
      throw storageUnavailable(folder, cause);
    });
  const makeFolder = (path: string) => mkdir(path, { recursive: true, mode: FOLDER_MODE });
  return {
    place: folder,
    async keep(key, audio) {
      const path = join(folder, key);
      const beside = `${path}.${randomUUID()}${PART}`;
      const meter = new DigestMeter();
      try {
        await step(() => makeFolder(dirname(path)));
        await writeThrough(step, beside, meter.through(audio));
        await step(() => rename(beside, path));
        await step(() => syncFolder(dirname(path)));
      } catch (error) {
        await step(() => rm(beside, { force: true })).catch(() => {});
        throw error;
      }
      return meter.digest();
    },
    async read(key, piece) {
      const file = await step(() => open(join(folder, key)), closeFile);
      return file.createReadStream(piece);
    },
    async remove(key) {
      const paths = await step(() => filesOf(join(folder, key)));
      for (const path of paths) await step(() => rm(path, { force: true }));
    },
    look: () =>
      step(async () => {
        const there = await nearestThere(folder);
        // what is no folder is none with this behind it
        await access(`${there}${sep}`, constants.W_OK | constants.X_OK);
        const { bavail, bsize } = await statfs(there);
        return { freeBytes: bavail * bsize };
      }),
    keepsVersions: async () => false,
  };
}

/** A file, and what somebody was writing in its stead who was killed over it. */
async function filesOf(path: string): Promise<string[]> {
  const [place, name] = [dirname(path), basename(path)];
  const there = await readdir(place).catch(noneWhereNoFolder);
  const parts = there.filter((each) => each.startsWith(`${name}.`) && each.endsWith(PART));
  return [path, ...parts.map((part) => join(place, part))];
}

function noneWhereNoFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** Written, and on the disk. */
async function writeThrough(step: DiskStep, path: string, audio: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await step(() => open(path, 'wx', FILE_MODE), closeFile);
  try {
    for await (const piece of audio) await step(() => file.appendFile(piece));
    await step(() => file.sync());
  } finally {
    await step(() => closeFile(file));
  }
}

function closeFile(file: FileHandle): Promise<void> {
  return file.close();
}

/** A new name is only safe once its folder is on the disk, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The folder is made with the first recording; until then the one that it will be made in counts. */
async function nearestThere(folder: string): Promise<string> {
  try {
    // a link that leads nowhere is there, and in the way
    await lstat(folder);
    return folder;
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    return nearestThere(above);
  }
}
