import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONSOLE_TABLE } from '../../../../src/web/console/console-table.ts';

const CONSOLE = join(import.meta.dirname, '../../../../src/web/console');

/** What somebody does to their own account, sessions and filters; and an update, which a customer's own engineers may send. */
const OF_EVERY_USER = [
  '/sign-out',
  '/sessions/end',
  '/sessions/end-others',
  '/password',
  '/two-factor/set-up',
  '/two-factor/confirm',
  '/two-factor/recovery-codes',
  '/two-factor/remove',
  '/mine/push',
  '/mine/push/remove',
  '/tickets/filters',
  '/tickets/filters/:id/remove',
  '/registry/customers/:number/updates',
  // asked inside: an engineer's own, or that of whoever keeps the directory
  '/readiness/:key/test',
  '/readiness/:key/weekly',
  '/readiness/:key/weekly/stop',
];

/** What lies beside the table: files, calendars, the phone for practice, what leads to nothing. */
const BESIDE = /^\/(assets\/[\w-]+|assets\/\$\{(style|script)\}\.\w+$|calendar\/:secret\.ics$|practice\/$)/;

const rowsOf = (wanted: 'get' | 'post') => CONSOLE_TABLE.filter(({ method }) => method === wanted);
const pathsOf = (wanted: 'get' | 'post') => rowsOf(wanted).map(({ path }) => path);

/** A path as an address may look, to be met by a row. */
const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);

describe('the table of the console', () => {
  it('has no two rows for one address', () => {
    const rows = CONSOLE_TABLE.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });

  it('has no row that an earlier one hides', () => {
    const hidden = CONSOLE_TABLE.filter(({ method, path }) => {
      const example = path.replaceAll(/:\w+/g, 'x');
      return rowsOf(method).find((row) => patternOf(row.path).test(example))?.path !== path;
    });
    expect(hidden.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('lets nobody in but to sign in, and to what has a link of its own: a test, a contact card, a shift, a board on a wall', () => {
    const open = CONSOLE_TABLE.filter(({ right }) => right === 'nobody').map(({ path }) => path);
    const others = open.filter((path) => !path.startsWith('/sign-in'));
    expect(others.toSorted()).toEqual([
      '/card/:token',
      '/cover/:secret',
      '/cover/:secret',
      // what the app shows without a network: a number that customers know
      '/mine/offline',
      // the link of a page
      '/p/:token',
      '/p/:token/acknowledge',
      '/p/:token/opened',
      '/p/:token/recording',
      '/t/:token',
      '/t/:token',
      '/t/:token/weekly',
      '/wall/:secret',
      '/wall/:secret/live',
    ]);
  });

  it('asks for a right wherever something is changed that is not one’s own', () => {
    const free = rowsOf('post').filter(({ right }) => right === null);
    expect(free.map(({ path }) => path)).toEqual(OF_EVERY_USER);
  });

  it('counts every try to sign in', () => {
    const uncounted = CONSOLE_TABLE.filter((row) => row.right === 'nobody' && !row.isTry);
    expect(uncounted.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'get /sign-in',
      'get /sign-in/code',
      'get /mine/offline',
      // 96 random bits that count for ten minutes, and confirm nothing but that a text arrived
      'get /t/:token',
      'post /t/:token',
      'post /t/:token/weekly',
      // what it shows every customer knows: the number of the hotline
      'get /card/:token',
      // of 128 or 256 random bits nobody tries out a second
      'get /cover/:secret',
      'post /cover/:secret',
      'get /wall/:secret',
      'get /wall/:secret/live',
      // 70 random bits that are good for one ticket until it is settled
      'get /p/:token',
      'post /p/:token/opened',
      'post /p/:token/acknowledge',
      'get /p/:token/recording',
    ]);
  });
});

describe('every address the console writes', () => {
  const files = globSync('**/*.ts', { cwd: CONSOLE }).filter((file) => !file.startsWith('words/'));
  const sources = files.map((file) => ({ file, source: readFileSync(join(CONSOLE, file), 'utf8') }));
  const written = (pattern: RegExp) =>
    sources.flatMap(({ file, source }) =>
      [...source.matchAll(pattern)].map(([, path = '']) => ({ file, path })),
    );

  it('is one of the table', () => {
    const known = [...pathsOf('get'), ...pathsOf('post')];
    const isKnown = (path: string) => {
      // what a piece of text leaves open may be any word of the table
      const open = path.replaceAll(/\$\{\w+\}/g, '[\\w-]+').replaceAll('.', '\\.');
      return known.some((row) => new RegExp(`^${open}$`).test(row));
    };
    const wanted = [
      ...written(/\baddress\(\s*['`]([^'`]+)['`]/g),
      ...written(/(?:href|action)="(\/[^"$]*)"/g),
    ];
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.filter(({ path }) => !isKnown(path) && !BESIDE.test(path))).toEqual([]);
  });

  it('is written by one maker: nothing else puts a name or a number into a path', () => {
    const inMarkup = written(/(?:href|action)="(\/[^"]*\$\{[^"]*)"/g);
    expect(inMarkup.filter(({ path }) => !BESIDE.test(path))).toEqual([]);
    expect(written(/(?<!address\(|post\(|formOfTicket\()`(\/[a-z][^`]*\$\{[^`]*)`/g)).toEqual([]);
    expect(written(/(encodeURIComponent\()/g).map(({ file }) => file)).toEqual(['address.ts']);
  });
});
