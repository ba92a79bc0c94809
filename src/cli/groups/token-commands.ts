import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline token …`. */
export function addTokenCommands(program: Command, env: Environment, run: Run): void {
  const token = add(program, 'token', 'API tokens for programs', [
    'hotline token add portal --scope read,tickets',
    'hotline token list',
  ]);
  run(
    add(token, 'add', 'create a token for a program; it is printed once', [
      'hotline token add portal --scope read,tickets',
      'hotline token add archive --scope read,recordings --days 90',
    ])
      .argument('<name>', 'which program it is for')
      .option(
        '--scope <scopes>',
        'some of read, tickets (also shifts, absences, updates to customers), recordings (also listening in); default: read',
      )
      .option('--days <number>', 'for how many days it is valid (default: 365)')
      .option(...JSON_OPTION),
    async (options, name = '') => (await import('../commands/token.ts')).tokenAdd(name, options, env),
  );
  run(
    add(token, 'list', 'list all tokens with their scopes, expiry and last use', [
      'hotline token list',
    ]).option(...JSON_OPTION),
    async (options) => (await import('../commands/token.ts')).tokenList(options, env),
  );
  run(
    add(token, 'revoke', 'revoke a token, effective at once', ['hotline token revoke portal'])
      .argument('<name>', 'of the token')
      .option(...JSON_OPTION),
    async (options, name = '') => (await import('../commands/token.ts')).tokenRevoke(name, options, env),
  );
}
