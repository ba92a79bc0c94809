import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from '../../chaos/support/postgres-server.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { hotline } from '../support/hotline-command.ts';
import { openService } from '../support/own-service.ts';

const NOTICED = { timeout: 15_000, interval: 50 };
const SOON = { timeout: 5_000, interval: 20 };

/** A small disk of its own. @returns null where this user may not mount one */
function ownDisk(
  megabytes: number,
): { folder: string; fill(): void; makeRoom(): void; remove(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder];
  const isMounted = spawnSync('mount', options).status === 0;
  const remove = () => {
    if (isMounted) spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!isMounted) {
    remove();
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => void spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k'], { stdio: 'ignore' }),
    makeRoom: () => rmSync(ballast),
    remove,
  };
}

test('the disk of the database is full: callers reach a person, it is said once, and all goes on by itself when there is room', async ({
  skip,
}) => {
  const disk = ownDisk(220);
  if (!disk) return skip('this user may not mount a disk');
  onTestFinished(disk.remove);
  mkdirSync(join(disk.folder, 'database'));
  await using postgres = await startPostgres(join(disk.folder, 'database'));
  await using own = await openService(postgres.url);
  const { line } = own;
  const parts = async () => ((await (await fetch(`${own.url}/readyz`)).json()) as { parts: object }).parts;
  const erika = await line.phone('+493023125101').dial();
  await erika.press('471108#');
  own.forgetLog();

  disk.fill();
  for (let key = 1; key <= 12 && erika.waitsFor === 'keys'; key += 1) await erika.press('1');
  expect(erika.heard()).toContain('Ich verbinde Sie mit einem Menschen');
  await expect.poll(parts, NOTICED).toMatchObject({ database: 'takes no writes' });
  for (let call = 1; call <= 15; call += 1) {
    const stranger = await line.phone('anonymous').dial();
    if (!stranger.over) await stranger.hangUp();
  }
  expect(own.logged().filter(({ level }) => level >= 50)).toMatchObject([
    { msg: expect.stringContaining('the database takes no writes') },
  ]);
  expect(JSON.stringify(own.logged()).length).toBeLessThan(30_000);

  disk.makeRoom();
  await expect.poll(parts, SOON).toMatchObject({ database: 'ready' });
  const grace = await line.phone('+493023125201').dial();
  await grace.press('614020#');
  for (const key of ['1', '1', '1']) await grace.press(key);
  expect(grace.state).toBe('consent');
  await grace.hangUp();
}, 90_000);

test('an embedded database on a full disk is not given up for lost: room is asked for, and with it everything is there', async ({
  skip,
}) => {
  const disk = ownDisk(120);
  if (!disk) return skip('this user may not mount a disk');
  onTestFinished(disk.remove);
  const first = await startEmbedded(disk.folder, { durable: false });
  await first.stop();

  // what the server said last takes the room of its next words
  truncateSync(join(disk.folder, 'postgres/server.log'));
  disk.fill();
  await expect(startEmbedded(disk.folder, { durable: false })).rejects.toMatchObject({
    message: expect.stringContaining('No space left on device'),
    remedy: expect.stringContaining('Make room on the disk.'),
  });

  disk.makeRoom();
  const again = await startEmbedded(disk.folder, { durable: false });
  await again.stop();
}, 60_000);

test('a command that has no room for its file leaves the one before as it was, and nothing beside it', async ({
  skip,
}) => {
  const disk = ownDisk(1);
  if (!disk) return skip('this user may not mount a disk');
  onTestFinished(disk.remove);
  const file = join(disk.folder, 'caller.svg');
  writeFileSync(file, 'the one before', { mode: 0o640 });
  disk.fill();
  const refused = await hotline(['flows', '--svg', file]);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('the disk is full') });
  expect(readFileSync(file, 'utf8')).toBe('the one before');
  expect(await hotline(['flows', '--svg', join(disk.folder, 'new.svg')])).toMatchObject({ code: 1 });
  expect(readdirSync(disk.folder).sort()).toEqual(['ballast', 'caller.svg']);

  disk.makeRoom();
  const link = join(disk.folder, 'link.svg');
  symlinkSync(file, link);
  expect(await hotline(['flows', '--svg', link])).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(disk.folder).sort()).toEqual(['caller.svg', 'link.svg']);
});
