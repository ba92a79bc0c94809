/**
 * Asks the registry for known weaknesses of what the service is made of. Fails on grave ones; a registry that does not
 * answer such questions is named and fails nothing, so that tests also run behind a mirror.
 */
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], { encoding: 'utf8' });
const found = read(stdout);
if (!found) {
  process.stdout.write('! audit: the registry does not say whether dependencies have known weaknesses\n');
} else {
  const grave = found.high + found.critical;
  process.stdout.write(
    `${grave === 0 ? '✓' : '✗'} audit: ${grave} grave weaknesses, ${found.total} in all\n`,
  );
  process.exitCode = grave === 0 ? 0 : 1;
}

interface Weaknesses {
  high: number;
  critical: number;
  total: number;
}

function read(report: string): Weaknesses | undefined {
  try {
    return JSON.parse(report).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
