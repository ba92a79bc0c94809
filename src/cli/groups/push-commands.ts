import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline push …`. */
export function addPushCommands(program: Command, env: Environment, run: Run): void {
  const push = add(program, 'push', "notifications of the engineers' app", ['hotline push rotate']);
  run(
    add(push, 'rotate', 'make a new key for notifications; browsers take it when their app is opened', [
      'hotline push rotate',
      'hotline push rotate --leaked',
    ])
      .option('--leaked', 'the key before counts no more: nobody is notified until their app is opened')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/push-rotate.ts')).pushRotate(options, env),
  );
}
