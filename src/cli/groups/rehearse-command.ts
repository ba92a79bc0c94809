import { type Command, Option } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';
import { readCount } from '../support/read-option.ts';

/** `hotline rehearse`. */
export function addRehearseCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'rehearse', 'whether the promises can be kept, and how often they would be', [
      'hotline rehearse --directory directory.yaml',
      'hotline rehearse --calls 2000 --replications 200 --what-if without:anna --what-if calls:x2',
      'hotline rehearse --json --seed 7',
    ])
      .option('--directory <file>', 'rehearse this file; no database is needed (default: what is in force)')
      .option('--from <time>', 'first day or instant, UTC unless it names its offset (default: today)')
      .option('--until <time>', 'end of the time (default: 90 days later)')
      .option('--calls <number>', 'calls in this time, in each replication', readCount, 500)
      .option('--replications <number>', 'how often the time is played', readCount, 100)
      .option('--seed <number>', 'the same seed gives the same answer', readCount, 1)
      .addOption(
        new Option(
          '--what-if <what>',
          'play it with a change, too: without:ENGINEER, phone-off:ENGINEER, carrier-down:PT94M, calls:x2, holiday-week or directory:FILE; may be given several times',
        )
          .argParser(collect)
          .default([], 'none'),
      )
      .option('--html <file>', 'write the report as one page, for a browser or the printer')
      .option(...JSON_OPTION),
    async (options: import('../commands/rehearse.ts').RehearseOptions) =>
      (await import('../commands/rehearse.ts')).rehearse(options, env),
  );
}

function collect(what: string, before: string[]): string[] {
  return [...before, what];
}
