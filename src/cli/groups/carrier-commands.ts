import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline carrier …`. */
export function addCarrierCommands(program: Command, env: Environment, run: Run): void {
  const carrier = add(program, 'carrier', "the hotline's number at the carrier", [
    'hotline carrier sync --dry-run',
    'hotline carrier reconcile --dry-run',
  ]);
  run(
    add(carrier, 'sync', "point the number's webhooks, fallback included, at PUBLIC_URL", [
      'hotline carrier sync --dry-run',
      'hotline carrier sync',
    ])
      .option('--dry-run', 'only say what would change')
      .option('--no-overrides', 'do not ask the carrier to retry late or failed requests, for emulators')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/carrier-sync.ts')).carrierSync(options, env),
  );
  run(
    add(carrier, 'reconcile', 'add calls, recordings and texts that the carrier has and the service missed', [
      'hotline carrier reconcile --dry-run',
      'hotline carrier reconcile --since 2026-01-05T08:00',
    ])
      .option(
        '--since <time>',
        'from this time, by the clock of the house unless it names its offset (default: two days ago)',
      )
      .option('--dry-run', 'only say what would be merged')
      .option(...JSON_OPTION),
    async (options) => (await import('../commands/carrier-reconcile.ts')).carrierReconcile(options, env),
  );
}
