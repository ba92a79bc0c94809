import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import type { SeedOptions } from '../commands/practice-seed.ts';
import type { ServeOptions } from '../commands/practice-serve.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';
import { readCount, readPort } from '../support/read-option.ts';

/** `hotline practice …`. */
export function addPracticeCommands(program: Command, env: Environment, run: Run): void {
  const practice = add(program, 'practice', 'try the hotline without a carrier', [
    'hotline practice critical-call',
  ]);
  run(
    add(practice, 'critical-call', 'play one critical call, from the first ring to the stopped clock', [
      'hotline practice critical-call',
      'hotline practice critical-call --database postgres://… --redis redis://localhost:6379',
    ])
      .option('--data-dir <folder>', 'folder of the embedded database (default: a temporary one)')
      .option('--database <url>', 'an empty PostgreSQL database, not the embedded one')
      .option('--redis <url>', 'a Redis for the queue, not PostgreSQL')
      .option('--directory <file>', 'directory file (default: the sample)')
      .option(
        '--language <language>',
        'what caller and engineers speak: de, en or fr (default: as in the directory)',
      )
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/practice-critical-call.ts')).practiceCriticalCall(options),
  );
  run(
    add(practice, 'serve', 'run the simulated carrier in a process of its own, until Ctrl-C', [
      'hotline practice serve --port 9100 --service http://localhost:8080',
    ])
      .option('--port <port>', 'where its REST API and its page listen', readPort, 9100)
      .option('--service <url>', 'address of the service it calls (default: PUBLIC_URL)')
      .option('--directory <file>', 'whose phones the page shows (default: DIRECTORY_FILE, or the sample)'),
    async (options: ServeOptions) =>
      (await import('../commands/practice-serve.ts')).servePractice(options, env),
  );
  run(
    add(practice, 'seed', 'fill a database that is not in service with a made-up year of calls and tickets', [
      'hotline practice seed --calls 20000 --tickets 4000 --open 40 --customers 60',
      'DATA_DIR=./much hotline practice seed',
    ])
      .option('--calls <count>', 'calls in all', readCount, 1_000_000)
      .option('--tickets <count>', 'tickets in all', readCount, 200_000)
      .option('--open <count>', 'of the tickets: still unanswered', readCount, 500)
      .option('--customers <count>', 'customers', readCount, 300)
      .option(...JSON_OPTION),
    async (options: SeedOptions) => (await import('../commands/practice-seed.ts')).seedPractice(options, env),
  );
}
