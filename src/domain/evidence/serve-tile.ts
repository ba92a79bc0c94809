import type { Db } from '../../platform/db/database.ts';
import { leafText } from './leaf.ts';
import { findLog, type Log, lastCheckpoint, loadTiles } from './log-store.ts';
import { HASH_BYTES } from './merkle.ts';
import { leavesBetween } from './tile-store.ts';
import { keyOf, TILE_WIDTH } from './tiles.ts';

/** A tile by its address (https://c2sp.org/tlog-tiles): `0/x001/067`, `0/x001/067.p/5`, `entries/000`. */
export interface TileAddress {
  /** null: the leaves themselves */
  level: number | null;
  index: number;
  /** how many of 256 */
  width: number;
}

const ADDRESS =
  /^(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/;

/** @returns null: no address of a tile */
export function readTileAddress(path: string): TileAddress | null {
  const [, level, groups, width] = ADDRESS.exec(path) ?? [];
  if (level === undefined || groups === undefined || groups.startsWith('x000/')) return null;
  return {
    level: level === 'entries' ? null : Number(level),
    index: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
}

/** @returns null: the log has not signed so much yet */
export async function serveTile(db: Db, { level, index, width }: TileAddress): Promise<Buffer | null> {
  const log = await findLog(db);
  const last = log && (await lastCheckpoint(db, log.id));
  const end = (index * TILE_WIDTH + width) * TILE_WIDTH ** (level ?? 0);
  if (!log || !last || end > last.size) return null;
  if (level === null) return bundleLeaves(db, log, { index, width });
  const tile = (await loadTiles(db, log.id, [{ level, index }])).get(keyOf({ level, index }));
  return tile ? tile.subarray(0, width * HASH_BYTES) : null;
}

async function bundleLeaves(
  db: Db,
  log: Log,
  { index, width }: { index: number; width: number },
): Promise<Buffer> {
  const leaves = await leavesBetween(db, log.id, {
    from: index * TILE_WIDTH,
    to: index * TILE_WIDTH + width,
  });
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      const text = Buffer.from(leafText(leaf));
      const length = Buffer.alloc(2);
      length.writeUInt16BE(text.length);
      return [length, text];
    }),
  );
}
