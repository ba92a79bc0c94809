import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ASSETS = join(import.meta.dirname, '../../../../src/web/console/assets');
const COMMON = 'console.css';

/** Classes that a sheet states by themselves, wherever they stand: `.bar {`. A list of several and a query of the screen add to them. */
function statedAlone(sheet: string): string[] {
  const rules = readFileSync(join(ASSETS, sheet), 'utf8').matchAll(/(?<!,\n)^\.([a-z][\w-]*) \{/gm);
  return [...rules].map(([, name = '']) => name);
}

const twice = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

// every page has the common sheet, and at most one of its own
it.each(globSync('*.css', { cwd: ASSETS }))(
  'a class has one meaning on every page: %s states none a second time',
  (sheet) => {
    const common = sheet === COMMON ? [] : [...new Set(statedAlone(COMMON))];
    expect(twice([...common, ...statedAlone(sheet)])).toEqual([]);
  },
);

// what is looked at in light, other than colours, need not be looked at in dark (test/support/browser.ts)
it('in dark a page differs in its colours alone: light-dark() says them, no sheet and no script asks', () => {
  const web = join(ASSETS, '../..');
  const files = globSync('**/*.{css,js,ts}', { cwd: web });
  expect(files.length).toBeGreaterThan(20);
  const asks = (file: string) => readFileSync(join(web, file), 'utf8').includes('prefers-color-scheme');
  expect(files.filter(asks)).toEqual([]);
});
