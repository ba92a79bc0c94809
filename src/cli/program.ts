import { Command } from 'commander';
import type { Environment } from '../app/config.ts';
import { VERSION } from '../platform/version.ts';
import { addCarrierCommands } from './groups/carrier-commands.ts';
import { addDatabaseCommands } from './groups/database-commands.ts';
import { addDirectoryCommands } from './groups/directory-commands.ts';
import { addDoctorCommand } from './groups/doctor-command.ts';
import { addEngineerCommands } from './groups/engineer-commands.ts';
import { addEvidenceCommands } from './groups/evidence-commands.ts';
import { addCheckCommand, addFlowsCommand } from './groups/flow-commands.ts';
import {
  addAbsenceCommands,
  addDutyCommand,
  addOnCallCommand,
  addScheduleCommands,
} from './groups/on-call-commands.ts';
import { addPracticeCommands } from './groups/practice-commands.ts';
import { addPrivacyCommands } from './groups/privacy-commands.ts';
import { addPushCommands } from './groups/push-commands.ts';
import { addRehearseCommand } from './groups/rehearse-command.ts';
import { addDeadlinesCommand, addExplainCommand, addReportCommand } from './groups/ticket-commands.ts';
import { addTokenCommands } from './groups/token-commands.ts';
import { addUserCommands } from './groups/user-commands.ts';
import { type PerformCommand, performing, refuseRepeated, sayTakesNoValue } from './support/add-command.ts';
import type { ExitCode } from './support/exit-code.ts';
import { colors } from './support/terminal.ts';

/** In the order of the help. */
const GROUPS = [
  addCheckCommand,
  addFlowsCommand,
  addDirectoryCommands,
  addDeadlinesCommand,
  addOnCallCommand,
  addExplainCommand,
  addEvidenceCommands,
  addReportCommand,
  addRehearseCommand,
  addScheduleCommands,
  addAbsenceCommands,
  addEngineerCommands,
  addDutyCommand,
  addCarrierCommands,
  addDoctorCommand,
  addPracticeCommands,
  addUserCommands,
  addTokenCommands,
  addPushCommands,
  addPrivacyCommands,
  addDatabaseCommands,
];

/**
 * All commands with their options. What a command does is loaded only when it is called, so that the others start fast.
 * @param end takes the exit code of the command that was run
 */
export function buildProgram(env: Environment, end: (code: ExitCode) => void): Command {
  const program = new Command('hotline')
    .description('The command line of the priority hotline.')
    .version(VERSION, '--version', 'print the version')
    .showHelpAfterError('See: npm run hotline -- --help')
    .addHelpText('after', '\nExample:\n  npm run hotline -- check')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(colors.red(text)) });
  const run = <Options extends object>(command: Command, perform: PerformCommand<Options>) => {
    refuseRepeated(command);
    command.configureOutput({
      outputError: (text, write) => write(colors.red(sayTakesNoValue(command, text))),
    });
    return command.action(async () => {
      end(await performing(command, () => perform(command.opts<Options>(), ...command.args)));
    });
  };
  for (const addGroup of GROUPS) addGroup(program, env, run);
  return program;
}
