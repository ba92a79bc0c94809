import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What is read by who comes to the project; the changelog tells of what is gone, too. */
const PAGES = globSync(
  [
    'README.md',
    'CONTRIBUTING.md',
    'docs/*.md',
    'voice-flows/*.md',
    'mutation/*.md',
    'chaos/*.md',
    'bench/*.md',
  ],
  { cwd: ROOT },
);

/** A heading as its address has it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** What a link leads to that is not there; undefined if all is. */
function missing(page: string, target: string): string | undefined {
  if (/^(https?|mailto):/.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), file);
  if (!existsSync(join(ROOT, path))) return target;
  return anchor === undefined || anchorsOf(path).includes(anchor) ? undefined : target;
}

describe.each(PAGES)('%s', (page) => {
  it('links to what is there', () => {
    const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    expect(targets.map((target) => missing(page, target)).filter((one) => one !== undefined)).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = [...read(page).matchAll(/`((?:src|test|scripts|deploy|docs|voice-flows)\/[\w./-]+)`/g)];
    const paths = named.map(([, path = '']) => path);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names figures that the service has', () => {
    const served = globSync('src/web/health/*.ts', { cwd: ROOT }).map(read).join('\n');
    const figures = read(page).match(/\bhotline_\w+_(total|seconds|up|ready|reached|writable|open)\b/g) ?? [];
    expect(figures.filter((figure) => !served.includes(figure))).toEqual([]);
  });
});

it('comments name files that are there', () => {
  const files = globSync(['{src,test,scripts,docs,deploy,voice-flows}/**/*.*', '*.*'], { cwd: ROOT });
  const isThere = (named: string) => files.some((file) => file === named || file.endsWith(`/${named}`));
  const gone = files
    .filter((file) => /^src\/.*\.(ts|js)$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(/^\s*(?:\/?\*|\/\/).*?`([\w/-]+\.(?:ts|js|md|yaml|sql|xml))`/gm)]
        .map(([, named = '']) => named)
        .filter((named) => !isThere(named))
        .map((named) => `${file}: ${named}`),
    );
  expect(gone).toEqual([]);
});
