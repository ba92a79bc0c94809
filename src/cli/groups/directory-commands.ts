import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline directory …`. */
export function addDirectoryCommands(program: Command, env: Environment, run: Run): void {
  const directory = add(program, 'directory', 'customers, contacts, engineers and their rules', [
    'hotline directory import directory.yaml',
    'hotline directory export --output directory.yaml',
  ]);
  run(
    add(directory, 'import', 'import a directory file; with a single fault, nothing is imported', [
      'hotline directory import directory.yaml',
      'hotline directory import directory.yaml --replace',
      'hotline directory import directory.yaml --take-over',
      'hotline directory import directory.yaml --rehearse',
      'hotline directory import directory.yaml --rehearse --dry-run',
    ])
      .description(
        'Imports a directory file; with a single fault, nothing is imported. What was changed in the console is left as it is ' +
          'and reported, even with --replace, until it is handed back there or taken over here.',
      )
      .summary('import a directory file; with a single fault, nothing is imported')
      .argument('<file>', 'directory file')
      .option('--replace', 'retire what the file does not name')
      .option('--take-over', 'also put back under the file what was changed in the console')
      .option(
        '--take-back [names...]',
        'import people again who were erased: these contacts, or all that the file names; and customers who left and come back under another name, each by number',
      )
      .option(
        '--rehearse',
        'import nothing if a promise could then not be kept, whoever answers, at a time of the next 90 days at which it can be now',
      )
      .option('--accept-worse', 'with --rehearse: import it all the same, and say what is worse')
      .option('--dry-run', 'import nothing, and say what would be done')
      .option(...JSON_OPTION),
    async (options, file = '') => (await import('../commands/directory.ts')).importFile(file, options, env),
  );
  run(
    add(directory, 'export', 'write the current directory, without PINs', [
      'hotline directory export --output directory.yaml',
      'hotline directory export --json',
    ])
      .option('--output <file>', 'write to this file, not to standard output')
      .option('--json', 'write JSON, which can be imported as well'),
    async (options) => (await import('../commands/directory.ts')).exportFile(options, env),
  );
}
