import { type Command, Option } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline user …`. */
export function addUserCommands(program: Command, env: Environment, run: Run): void {
  const user = add(program, 'user', 'the people who may sign in to the console', [
    'hotline user add erika --role supervisor',
    'hotline user list',
  ]);
  run(
    add(user, 'list', 'everybody who may sign in', ['hotline user list', 'hotline user list --json']).option(
      ...JSON_OPTION,
    ),
    async (options) => (await import('../commands/user-list.ts')).userList(options, env),
  );
  run(
    add(user, 'add', 'let somebody sign in; their one-time password is printed once', [
      'hotline user add erika --role supervisor --name "Erika Beispiel"',
      'hotline user add anna --role engineer --engineer anna',
    ])
      .argument('<login>', 'what they sign in as')
      .option('--role <role>', 'supervisor, engineer, administrator or auditor')
      .option('--name <name>', 'as others see it (default: the login)')
      .option('--engineer <key>', 'which engineer of the directory they are')
      .addOption(new Option('--reset', 'the same as user reset-password').hideHelp())
      .addOption(new Option('--remove', 'the same as user remove').hideHelp())
      .option(...JSON_OPTION),
    async (options, login = '') => (await import('../commands/user-add.ts')).userAdd(login, options, env),
  );
  run(
    add(user, 'remove', 'stop somebody from signing in, effective at once', ['hotline user remove erika'])
      .argument('<login>', 'what they sign in as')
      .option(...JSON_OPTION),
    async (options, login = '') =>
      (await import('../commands/user-remove.ts')).userRemove(login, options, env),
  );
  run(
    add(user, 'reset-password', 'give somebody a new one-time password, and unlock them', [
      'hotline user reset-password erika',
    ])
      .argument('<login>', 'what they sign in as')
      .option(...JSON_OPTION),
    async (options, login = '') =>
      (await import('../commands/user-reset-password.ts')).userResetPassword(login, options, env),
  );
}
