/**
 * What takes longest, so that none of it is what everybody waits for at the end. Those that start processes stand apart from
 * one another: they wait for each other's processors. Beside the first, which judges how soon processes answer, are some
 * that mostly wait.
 */
export const LONGEST = [
  'test/integration/shipped-proxies.test.ts',
  'test/integration/queue.test.ts',
  'test/integration/cli-practice.test.ts',
  'test/smoke/unverified-flood.test.ts',
  'test/e2e/first-day.test.ts',
  'test/smoke/sms-forged-orders.test.ts',
  'test/e2e/registry.test.ts',
  'test/integration/cli-database.test.ts',
  'test/e2e/people.test.ts',
  'test/fuzz/files.test.ts',
  'test/integration/cli.test.ts',
  'test/e2e/console.test.ts',
  'test/fuzz/webhooks.test.ts',
  'test/smoke/unverified-joined.test.ts',
  'test/integration/restore.test.ts',
];
