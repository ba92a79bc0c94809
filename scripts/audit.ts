/**
 * Asks the registry for known weaknesses of what the service is made of. Exit code 0: none that is grave; 1: there are grave
 * ones; 2: it could not be asked, so that nobody knows.
 */
import { spawnSync } from 'node:child_process';

/** A registry that does not answer is no answer. */
const TIMEOUT_MS = 120_000;
const MAX_REASON = 200;

const { stdout, stderr, error } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  encoding: 'utf8',
  timeout: TIMEOUT_MS,
});
const report = read(stdout);
const found = report?.metadata?.vulnerabilities;
if (found) {
  const grave = found.high + found.critical;
  say(`${grave === 0 ? '✓' : '✗'} audit: ${grave} grave weaknesses, ${found.total} in all`);
  process.exitCode = grave === 0 ? 0 : 1;
} else {
  say(`✗ audit: the registry could not be asked: ${reasonOf()}`);
  say(
    '  Nobody knows whether dependencies have known weaknesses. Ask one that answers: npm audit --registry ADDRESS',
  );
  process.exitCode = 2;
}

/** npm's own words: https://docs.npmjs.com/cli/commands/npm-audit */
interface Report {
  message?: string;
  error?: { summary?: string };
  metadata?: { vulnerabilities?: { high: number; critical: number; total: number } };
}

function read(text: string | null): Report | null {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

/** In one line, however long it was. */
function reasonOf(): string {
  const said = [report?.error?.summary, report?.message, error?.message, stderr?.trim()].find(Boolean);
  return (said ?? 'no answer').replace(/\s+/g, ' ').slice(0, MAX_REASON);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
