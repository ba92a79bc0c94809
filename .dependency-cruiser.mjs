// reads the TypeScript; without it dependency-cruiser would skip every .ts file and find nothing wrong
import '@swc/core';

/**
 * Which way imports may point; the picture is in the README. From the top: http, jobs, cli, console, practice → reconciliation → actions →
 * callbacks, paging, reach → calls → voice, recordings; below them tickets, directory, oncall and carrier, which do not know each other.
 * Cycles are knip's to find: it tells imports of types from imports of code.
 */

/** Files that put the whole together, and so may see everything. */
const ROOTS = '^src/(main|start|app|cli)\\.ts$';
const TOP = '^src/(http|jobs|cli|console|practice)/';
const SHARED = ['tickets', 'directory', 'oncall', 'carrier'];

/** The layers above the shared ones, top first: each may import what stands after it. */
const LAYERS = [
  '(http|jobs|cli|console|practice)',
  'reconciliation',
  '(actions|sms|privacy)',
  'signatures',
  '(callbacks|paging|reach)',
  'messages',
  'calls',
  '(recordings|voice)',
];

const upward = LAYERS.slice(1).map((layer, index) => ({
  name: `${layer.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-looks-up`,
  comment: 'Imports go down only.',
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: [`^src/(${LAYERS.slice(0, index + 1).join('|')})/`, ROOTS] },
}));

const sharedApart = SHARED.map((folder) => ({
  name: `${folder}-knows-a-neighbour`,
  comment: 'Shared parts know neither each other nor what is above them.',
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/[^/]+/', pathNot: [`^src/${folder}/`, '^src/db/'] },
}));

export default {
  forbidden: [
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...upward,
    ...sharedApart,
    {
      name: 'leaf-looks-up',
      comment: 'db, clock, queue, errors and log are leaves: they know each other at most.',
      severity: 'error',
      from: {
        path: '^src/(db/|(clock|queue|redis|redis-address|errors|log|bound-line|fold-lines|trace|together)\\.ts$)',
      },
      to: {
        path: '^src/',
        pathNot:
          '^src/(db/|(clock|queue|redis|redis-address|errors|log|bound-line|fold-lines|trace|together)\\.ts$)',
      },
    },
    {
      name: 'voice-is-pure',
      comment: 'What a caller hears is data and pure functions.',
      severity: 'error',
      from: { path: '^src/voice/' },
      to: { path: '^src/(db/|(clock|queue|log|config)\\.ts$)' },
    },
    {
      name: 'app-stays-on-top',
      comment: 'Below actions nobody sees the App.',
      severity: 'error',
      from: { pathNot: [ROOTS, TOP, '^src/actions/', '^(test|bench)/'] },
      to: { path: ROOTS },
    },
    {
      name: 'pg-only-in-db',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/db/' },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    {
      name: 'bullmq-only-in-queue',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/queue\\.ts$' },
      to: { path: 'node_modules/bullmq/' },
    },
    {
      name: 'twilio-only-at-the-edge',
      comment:
        'The carrier’s SDK stays in three files at most, so that another carrier is three files of work.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(voice/twiml|carrier/twilio-carrier|carrier/signature)\\.ts$' },
      to: { path: 'node_modules/twilio/' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // runs in the browser, which finds its imports by URL
    exclude: { path: '^src/(practice/page|console/assets)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
