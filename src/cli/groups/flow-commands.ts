import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline check`. */
export function addCheckCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'check', 'find every fault in flows, directory and configuration', [
      'hotline check',
      'hotline check --directory directory.yaml --json',
    ])
      .option('--directory <file>', 'directory file (default: DIRECTORY_FILE, or the sample)')
      .option('--flows <folder>', 'folder of voice flows (default: FLOWS_DIR, or the shipped ones)')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/check.ts')).check(options, env),
  );
}

/** `hotline flows`. */
export function addFlowsCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'flows', 'draw voice flows as Mermaid graphs and measure the way to a critical ticket', [
      'hotline flows > flows.md',
      'hotline flows --flow caller --json',
      'hotline flows --svg caller.svg',
    ])
      .option('--flow <name>', 'only this flow')
      .option('--svg <file>', 'draw the flow (default: caller) into this file')
      .option('--flows <folder>', 'folder of voice flows (default: FLOWS_DIR, or the shipped ones)')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/flows.ts')).showFlows(options, env),
  );
}
