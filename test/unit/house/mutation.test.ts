import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DELIBERATE_FAULTS } from '../../../mutation/faults.ts';
import { ROOMS } from '../../../mutation/rooms.ts';

const HOUSE = join(import.meta.dirname, '../../..');
const tests = globSync('test/**/*.test.ts', { cwd: HOUSE });
const sources = globSync('src/**/*.ts', { cwd: HOUSE });

const unknown = (folder: string, files: readonly string[], beginnings: readonly string[]) =>
  beginnings.filter((beginning) => !files.some((file) => file.startsWith(`${folder}/${beginning}`)));

describe('what some test must notice', () => {
  it.each(DELIBERATE_FAULTS)('can still be put in: $name', ({ file, from, to, tests: beginnings }) => {
    expect(existsSync(join(HOUSE, file))).toBe(true);
    expect(readFileSync(join(HOUSE, file), 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    expect(unknown('test', tests, beginnings)).toEqual([]);
  });

  it('every room has its sources and its tests', () => {
    expect(ROOMS.flatMap((room) => unknown('src', sources, room.sources))).toEqual([]);
    expect(ROOMS.flatMap((room) => unknown('test', tests, room.tests))).toEqual([]);
  });
});
