import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

// what is compiled once is compiled for every worker, every process that a test starts, and the next run
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  test: {
    // one more than the smallest machine has processors: much of a test is waiting, and some judge how soon a process answers
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // the usual second is shorter than a busy machine takes for one request
    expect: { poll: { timeout: 10_000, interval: 20 } },
    // a worker reads the service once and not for each file; what a test changes in it, it changes back
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Node strips the types itself, as it does where the service runs
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      // pure files: nothing is started for them
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      // real processes of their own, with real databases
      { extends: true, test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'with database',
          include: ['test/{integration,smoke,e2e,fuzz}/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          // real processes race for two processors: what fails once is run again, and told at the end for somebody to look at
          retry: 1,
        },
      },
    ],
  },
});
