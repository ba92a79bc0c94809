import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
        },
      },
    ],
  },
});
