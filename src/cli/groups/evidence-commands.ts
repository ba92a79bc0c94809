import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';
import { readMonth } from '../support/read-option.ts';

/** `hotline evidence …`. */
export function addEvidenceCommands(program: Command, env: Environment, run: Run): void {
  const evidence = add(program, 'evidence', 'proofs that the promised times are what was written down', [
    'hotline evidence export --ticket 4711 --output proof.json',
  ]);
  run(
    add(evidence, 'export', 'write a proof file of a ticket, or of a customer and a month', [
      'hotline evidence export --ticket 4711 --output proof.json',
      'hotline evidence export --customer 100234 --month 2026-10 --output proof.json',
    ])
      .option('--ticket <number>', 'of this ticket')
      .option('--customer <number>', 'of this customer, with --month')
      .option('--month <month>', 'in which the tickets were opened, like 2026-10', readMonth)
      .option('--since <file>', 'also leads on from this checkpoint of before')
      .requiredOption('--output <file>', 'where to write it'),
    async (options) => (await import('../commands/evidence.ts')).evidenceExport(options as never, env),
  );
  run(
    add(evidence, 'verify', 'check a proof file; needs no database', [
      'hotline evidence verify proof.json --key "$KEY" --against checkpoint.txt',
    ])
      .argument('<file>', 'file that "hotline evidence export" wrote')
      .option('--key <key>', 'the key as you know it; by default the one in the file')
      .option('--against <file>', 'a checkpoint of before, which the ledger must lead on from')
      .option(...JSON_OPTION),
    async (options, file) => (await import('../commands/evidence.ts')).evidenceVerify(file ?? '', options),
  );
  run(
    add(evidence, 'rotate-key', 'make a new key that signs the ledger', [
      'hotline evidence rotate-key',
    ]).option(...JSON_OPTION),
    async (options) => (await import('../commands/evidence.ts')).evidenceRotateKey(options, env),
  );
}
