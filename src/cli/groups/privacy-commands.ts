import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline privacy …`. */
export function addPrivacyCommands(program: Command, env: Environment, run: Run): void {
  const privacy = add(program, 'privacy', 'how long data is kept, and what is stored about a person', [
    'hotline privacy retention --dry-run',
    'hotline privacy export --number +493023125101 > held.json',
  ]);
  run(
    add(privacy, 'retention', 'delete what is past its retention period, as the service does every night', [
      'hotline privacy retention --dry-run',
      'hotline privacy retention --json',
    ])
      .option('--dry-run', 'only say how much would be deleted')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/privacy-retention.ts')).privacyRetention(options, env),
  );
  run(
    add(privacy, 'export', 'everything stored about a person, as JSON', [
      'hotline privacy export --number +493023125101 > held.json',
    ])
      .option('--contact <id>', 'a registered contact')
      .option('--number <number>', 'the person with this number'),
    async (options) => (await import('../commands/privacy-export.ts')).privacyExport(options, env),
  );
  run(
    add(privacy, 'erased', 'list the traces of erased people, to be kept outside the backups', [
      'hotline privacy erased > erased.jsonl',
    ]),
    async (_options) => (await import('../commands/privacy-erased.ts')).listErasedPeople(env),
  );
  run(
    add(privacy, 'erase-again', 'after a restore: erase these people again', [
      'hotline privacy erase-again erased.jsonl',
    ])
      .argument('<file>', 'file that "hotline privacy erased" wrote')
      .option('--close-open-tickets', 'first close tickets that are waiting for an answer')
      .option(...JSON_OPTION),
    async (options, file = '') =>
      (await import('../commands/privacy-erased.ts')).privacyEraseAgain(file, options, env),
  );
  run(
    add(privacy, 'erase', 'erase a person from calls, tickets, messages, recordings and the directory', [
      'hotline privacy erase --number +493023125101 --dry-run',
      'hotline privacy erase --number +493023125101',
    ])
      .option('--contact <id>', 'a registered contact')
      .option('--number <number>', 'the person with this number')
      .option('--dry-run', 'only say how much would be erased')
      .option('--close-open-tickets', 'first close tickets that are waiting for an answer')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/privacy-erase.ts')).privacyErase(options, env),
  );
}
