import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawHouse, ROWS, roomOf } from '../../../scripts/house.ts';

const ROOT = join(import.meta.dirname, '../../..');

const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`);

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the house', () => {
  test('every file is in exactly one band', () => {
    const bands = ROWS.flat().map(({ path }) => new RegExp(path));
    expect(FILES.filter((file) => bands.filter((band) => band.test(file)).length !== 1)).toEqual([]);
  });

  test('no rooms import each other in a ring', () => {
    expect(rings(roomImports())).toEqual([]);
  });

  test('its picture in the README is drawn from the same list', () => {
    expect(read('README.md')).toContain(`\`\`\`mermaid\n${drawHouse()}\n\`\`\``);
  });
});

test('only the carrier’s own folder names its SDK, its error class or its markup', () => {
  const outside = FILES.filter((file) => !file.startsWith('src/telephony/'));
  const named = /from 'twilio'|\bTwilio[A-Z]\w*|\bTwiML\b|<(Response|Gather|Dial|Conference)\b/;
  expect(outside.filter((file) => named.test(withoutComments(read(file))))).toEqual([]);
});

test('SQL stands in stores alone', () => {
  const exempt = /-store\.ts$|^src\/platform\/(db|queue|timers)\/|^src\/cli\/doctor\//;
  const asks = /\.query[<(]/;
  expect(FILES.filter((file) => !exempt.test(file) && asks.test(read(file)))).toEqual([]);
});

/** What each room imports of others. */
function roomImports(): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const file of FILES) {
    for (const [, target = ''] of read(file).matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)) {
      const [room, other] = [roomOf(file), roomOf(normalize(join(dirname(file), target)))];
      if (room !== other) rooms.set(room, (rooms.get(room) ?? new Set()).add(other));
    }
  }
  return rooms;
}

/** Every room from which a way leads back to it, with that way. */
function rings(imports: Map<string, Set<string>>): string[] {
  return [...imports.keys()].flatMap((room) => {
    const way = wayBack(room, imports);
    return way ? [way.join(' → ')] : [];
  });
}

function wayBack(room: string, imports: Map<string, Set<string>>): string[] | undefined {
  const seen = new Set<string>();
  const ways = [[room]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of imports.get(way.at(-1) ?? '') ?? []) {
      if (next === room) return [...way, room];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
