import { HotlineError } from './errors.ts';

/** An error for the person at the terminal: a known fault with its remedy, anything else with all that helps to find it. */
export function explainError(error: unknown): string {
  if (!(error instanceof HotlineError)) return String((error as Error | undefined)?.stack ?? error);
  return error.remedy === undefined ? error.message : `${error.message}\n→ ${error.remedy}`;
}
