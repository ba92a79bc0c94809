// reads the TypeScript; without it dependency-cruiser would skip every .ts file and find nothing wrong
import '@swc/core';
import { DECISIONS, EFFECTS, forbiddenTo, ROWS } from './scripts/house.ts';

/**
 * Which way imports may point: the bands stand in scripts/house.ts, and test/unit/house/ holds that every file is in one and
 * that no rooms import each other in a ring. Cycles of files are knip's to find: it tells imports of types from imports of code.
 */

const bands = ROWS.flat().map((band) => ({
  name: `${band.name}-looks-up`,
  comment: 'Imports point down, or sideways inside a band.',
  severity: 'error',
  from: { path: band.path },
  to: { path: forbiddenTo(band) },
}));

export default {
  forbidden: [
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...bands.filter(({ to }) => to.path.length > 0),
    {
      name: 'decisions-are-pure',
      comment:
        'What a caller hears, what a calendar says and what is decided are data and pure functions: no store, no clock, no log.',
      severity: 'error',
      from: { path: DECISIONS },
      to: { path: EFFECTS },
    },
    {
      name: 'pg-only-in-db',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/db/' },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    {
      name: 'bullmq-only-in-queue',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/queue/' },
      to: { path: 'node_modules/bullmq/' },
    },
    {
      name: 'twilio-only-in-its-folder',
      comment: 'The carrier’s SDK stays in one folder, so that another carrier is one folder of work.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/telephony/twilio/' },
      to: { path: 'node_modules/twilio/' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|chaos|scripts)/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // runs in the browser, which finds its imports by URL
    exclude: { path: '^src/web/(practice/page|console/assets)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
