import { foldNodes, HASH_BYTES, type Node, nodeHash, nodesOf, type Range } from './merkle.ts';

/**
 * The tree as it is kept: per level of 8 the hashes of complete subtrees, 256 to a tile (https://c2sp.org/tlog-tiles). What lies
 * between is made again when it is asked for.
 */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

export interface TilePlace {
  level: number;
  index: number;
}

/** Tiles by their place, see `keyOf`. */
export type Tiles = Map<string, Buffer>;

export function keyOf({ level, index }: TilePlace): string {
  return `${level}/${index}`;
}

export function placeOf(key: string): TilePlace {
  const [level = 0, index = 0] = key.split('/').map(Number);
  return { level, index };
}

/** The tiles that grow when leaves are added to a tree of this size. */
export function edgeOf(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0, width = size; width > 0; level += 1, width = Math.floor(width / TILE_WIDTH))
    places.push({ level, index: Math.floor(width / TILE_WIDTH) });
  return places;
}

/** Adds leaves to a tree whose edge is in `tiles`. @returns the tiles that are new or changed */
export function growTiles(tiles: Tiles, size: number, hashes: readonly Buffer[]): Tiles {
  const grown: Map<string, Buffer[]> = new Map();
  const counts = new Map<number, number>();
  const add = (level: number, hash: Buffer): void => {
    const count = counts.get(level) ?? Math.floor(size / TILE_WIDTH ** level);
    const key = keyOf({ level, index: Math.floor(count / TILE_WIDTH) });
    const tile = grown.get(key) ?? [tiles.get(key) ?? Buffer.alloc(0)].filter(({ length }) => length > 0);
    tile.push(hash);
    grown.set(key, tile);
    counts.set(level, count + 1);
    if ((count + 1) % TILE_WIDTH === 0) add(level + 1, foldTile(split(Buffer.concat(tile))));
  };
  for (const hash of hashes) add(0, hash);
  return new Map([...grown].map(([key, parts]) => [key, Buffer.concat(parts)]));
}

function split(tile: Buffer): Buffer[] {
  return Array.from({ length: tile.length / HASH_BYTES }, (_, place) =>
    tile.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}

/** The hash over a full tile. */
function foldTile(hashes: Buffer[]): Buffer {
  let level = hashes;
  while (level.length > 1) level = pairs(level);
  return level[0] as Buffer;
}

/** One level up; a last one without a neighbour has no parent yet. */
function pairs(hashes: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let place = 0; place + 1 < hashes.length; place += 2)
    above.push(nodeHash(hashes[place] as Buffer, hashes[place + 1] as Buffer));
  return above;
}

/** The tiles that the hashes of ranges are looked up in. */
export function tilesOf(ranges: readonly Range[]): TilePlace[] {
  const keys = new Set(ranges.flatMap((range) => nodesOf(range).map((node) => keyOf(tileOf(node)))));
  return [...keys].map(placeOf);
}

function tileOf({ level, index }: Node): TilePlace {
  const within = level % TILE_HEIGHT;
  return { level: Math.floor(level / TILE_HEIGHT), index: Math.floor((index * 2 ** within) / TILE_WIDTH) };
}

/**
 * Looks up hashes of ranges; of each tile all levels are made once.
 * @returns of a range its hash; null: a tile is missing, or too short
 */
export function readTiles(tiles: Tiles): (range: Range) => Buffer | null {
  const levels = new Map<string, Buffer[][]>();
  const levelsOf = (key: string): Buffer[][] => {
    const known = levels.get(key);
    if (known) return known;
    const made = [split(tiles.get(key) ?? Buffer.alloc(0))];
    for (let level = 1; level < TILE_HEIGHT; level += 1) made.push(pairs(made[level - 1] ?? []));
    levels.set(key, made);
    return made;
  };
  const lookUp = (node: Node): Buffer | undefined => {
    const within = node.level % TILE_HEIGHT;
    return levelsOf(keyOf(tileOf(node)))[within]?.[node.index % 2 ** (TILE_HEIGHT - within)];
  };
  return (range) => {
    const hashes = nodesOf(range).map(lookUp);
    return hashes.includes(undefined) ? null : foldNodes(hashes as Buffer[]);
  };
}
