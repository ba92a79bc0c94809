import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline database …`. */
export function addDatabaseCommands(program: Command, env: Environment, run: Run): void {
  const database = add(program, 'database', 'back up, restore, move and update the database', [
    'hotline database dump hotline.dump',
    'DATABASE_URL=postgres://… hotline database restore hotline.dump',
  ]);
  run(
    add(database, 'migrate', 'update the tables, as their owner, before starting a new version', [
      'DATABASE_URL=postgres://hotline_owner:…@host/hotline hotline database migrate --service-role hotline_service',
    ])
      .option(
        '--service-role <role>',
        'grant this role what the service needs: reading and writing rows, nothing else',
      )
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/database-migrate.ts')).databaseMigrate(options, env),
  );
  run(
    add(database, 'dump', 'write the whole database to one file; the service may be running', [
      'hotline database dump hotline.dump',
    ])
      .argument('<file>', 'overwritten if it exists')
      .option(...JSON_OPTION),
    async (options, file = '') =>
      (await import('../commands/database-dump.ts')).databaseDump(file, options, env),
  );
  run(
    add(database, 'restore', 'load such a file into an empty database, before the service is started', [
      'DATABASE_URL=postgres://… hotline database restore hotline.dump',
      'DATA_DIR=./restored hotline database restore hotline.dump',
    ])
      .argument('<file>', 'file that "hotline database dump" wrote')
      .option(...JSON_OPTION),
    async (options, file = '') =>
      (await import('../commands/database-restore.ts')).databaseRestore(file, options, env),
  );
  run(
    add(
      database,
      'restored',
      'after a restore: keep ticket numbers unique, and reopen tickets from after the dump',
      ['hotline database restored', 'hotline database restored --dry-run'],
    )
      .option(
        '--since <time>',
        'when the dump was taken, by the clock of the house unless it names its offset (default: the last sign of life in it)',
      )
      .option('--dry-run', 'only say which tickets would be reopened')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/database-restored.ts')).databaseRestored(options, env),
  );
}
