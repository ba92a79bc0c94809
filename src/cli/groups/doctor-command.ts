import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';

/** `hotline doctor`. */
export function addDoctorCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'doctor', 'what is configured, reachable, missing', [
      'hotline doctor',
      'hotline doctor --json',
    ]).option(...JSON_OPTION),
    async (options) => (await import('../doctor/doctor.ts')).doctor(options, env),
  );
}
