/** What the command line ends with. */
export const OK = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;

export type ExitCode = typeof OK | typeof FAILED | typeof WRONG_USAGE;

/** The command was understood, but what it was given makes no sense together. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
