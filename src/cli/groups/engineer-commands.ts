import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline engineer …`. */
export function addEngineerCommands(program: Command, env: Environment, run: Run): void {
  const engineer = add(program, 'engineer', 'whether engineers are really reached', [
    'hotline engineer test anna',
  ]);
  run(
    add(engineer, 'test', 'send an engineer a test page: a text to answer, and a call to press a key in', [
      'hotline engineer test anna',
      'hotline engineer test anna --by call --phone +493023125017',
    ])
      .argument('<engineer>', 'their key')
      .option('--by <channel>', 'sms or call (default: both)')
      .option(
        '--phone <number>',
        'one of their phones, in E.164 (default: the first that the channel reaches)',
      )
      .option('--quiet', 'a call while their phone is on do-not-disturb: it is to ring all the same')
      .option(...JSON_OPTION),
    async (options, key = '') =>
      (await import('../commands/engineer-test.ts')).engineerTest(key, options, env),
  );
}
