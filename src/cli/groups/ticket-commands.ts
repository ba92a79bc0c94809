import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';
import { readMonth } from '../support/read-option.ts';

/** `hotline deadlines`. */
export function addDeadlinesCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'deadlines', 'read JSON Lines on standard input and add the deadlines', [
      `echo '{"calendar":"munich","severity":3,"plan":"enhanced","at":"2026-10-02T16:30:00+02:00"}' | hotline deadlines`,
      'hotline deadlines --directory directory.yaml < requests.jsonl > answers.jsonl',
    ]).option('--directory <file>', 'take calendars and plans from this file, not from the database'),
    async (options) => (await import('../commands/answer-deadlines.ts')).answerDeadlines(options, env),
  );
}

/** `hotline explain`. */
export function addExplainCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'explain', 'why a ticket was answered when it was: each step, and what it waited for', [
      'hotline explain 4711',
      'hotline explain 4711 --language de',
      'hotline explain 4711 --json',
    ])
      .argument('<ticket>', 'number of the ticket')
      .option('--language <language>', 'en or de (default: en)')
      .option(...JSON_OPTION),
    async (options, ticket = '') => (await import('../commands/explain.ts')).explain(ticket, options, env),
  );
}

/** `hotline report`. */
export function addReportCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'report', "write a customer's report of a month: what was promised, and what they got", [
      'hotline report --customer 100234 --month 2026-11 --output report.html',
      'hotline report --customer 100234 --month 2026-11 --language de --output report.json',
    ])
      .requiredOption('--customer <number>', 'number of the customer')
      .requiredOption('--month <month>', 'such as 2026-11', readMonth)
      .requiredOption('--output <file>', 'where to write it; its name ends in .html or .json')
      .option('--language <language>', "de or en (default: the customer's)"),
    async (options) => (await import('../commands/report.ts')).writeReport(options, env),
  );
}
