import { relative } from 'node:path';

/** What vitest's reporter `json` writes, as far as it is read here. */
export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    /** the file, absolute */
    name: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Tests that failed at first and passed when they were run again: each may hide a fault. One line each, with its file. */
export function retriedTests({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      // what went wrong before stays with a test that passes in the end
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName }) => `${relative(process.cwd(), name)}: ${fullName}`),
  );
}
