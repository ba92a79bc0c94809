/**
 * What takes longest, so that none of it is what everybody waits for at the end. Those that start processes stand apart from
 * one another: they wait for each other's processors.
 */
export const LONGEST = [
  'test/chaos/short.test.ts',
  'test/integration/shipped-proxies.test.ts',
  'test/smoke/abandoned-call.test.ts',
  'test/fuzz/files.test.ts',
  'test/integration/restore.test.ts',
  'test/smoke/pin-lock.test.ts',
  'test/e2e/registry.test.ts',
  'test/integration/queue.test.ts',
  'test/e2e/console.test.ts',
  'test/integration/start.test.ts',
];
