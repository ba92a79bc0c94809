import { Command, InvalidArgumentError, Option } from 'commander';
import type { Environment } from '../app/config.ts';
import { HotlineError } from '../platform/errors.ts';
import type { SeedOptions } from './commands/practice-seed.ts';
import type { ServeOptions } from './commands/practice-serve.ts';
import { type ExitCode, FAILED, UsageError } from './support/exit-code.ts';
import { colors, printJson } from './support/terminal.ts';

/** What a command does: its arguments as they were written, and its options. */
type Perform<Options> = (options: Options, ...args: string[]) => Promise<ExitCode>;

const JSON_OPTION = ['--json', 'print JSON for machines'] as const;

/**
 * All commands with their options. What a command does is loaded only when it is called, so that the others start fast.
 * @param end takes the exit code of the command that was run
 */
export function buildProgram(env: Environment, end: (code: ExitCode) => void): Command {
  const program = new Command('hotline')
    .description('The command line of the priority hotline.')
    .showHelpAfterError('See: npm run hotline -- --help')
    .addHelpText('after', '\nExample:\n  npm run hotline -- check')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(colors.red(text)) });
  const run = <Options extends object>(command: Command, perform: Perform<Options>) =>
    command.action(async () => {
      end(await performing(command, () => perform(command.opts<Options>(), ...command.args)));
    });

  run(
    add(program, 'check', 'find every fault in flows, directory and configuration', [
      'hotline check',
      'hotline check --directory directory.yaml --json',
    ])
      .option('--directory <file>', 'directory file (default: DIRECTORY_FILE, or the sample)')
      .option('--flows <folder>', 'folder of voice flows (default: FLOWS_DIR, or the shipped ones)')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/check.ts')).check(options, env),
  );
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
    async (options) => (await import('./commands/flows.ts')).showFlows(options, env),
  );
  addDirectoryCommands(program, env, run);
  run(
    add(program, 'deadlines', 'answer JSON lines on standard input with their deadlines', [
      `echo '{"calendar":"munich","severity":3,"plan":"enhanced","at":"2026-10-02T16:30:00+02:00"}' | hotline deadlines`,
      'hotline deadlines --directory directory.yaml < requests.jsonl > answers.jsonl',
    ]).option('--directory <file>', 'take calendars and plans from this file, not from the database'),
    async (options) => (await import('./commands/answer-deadlines.ts')).answerDeadlines(options, env),
  );
  run(
    add(program, 'on-call', 'who is on call in a schedule, and when nobody is', [
      'hotline on-call front',
      'hotline on-call front --at 2026-12-24T18:00',
      'hotline on-call front --from 2026-12-21 --until 2027-01-04 --json',
    ])
      .argument('<schedule>', 'name of the schedule')
      .option('--at <time>', 'at this time (default: now); local to the schedule unless it names its offset')
      .option('--from <time>', 'from this time, together with --until')
      .option('--until <time>', 'until this time')
      .option('--directory <file>', 'take the schedule from this file, not from the database')
      .option(...JSON_OPTION),
    async (options, schedule = '') =>
      (await import('./commands/ask-on-call.ts')).askOnCall(schedule, options, env),
  );
  run(
    add(program, 'explain', 'why a ticket was answered when it was: each step, and what it waited for', [
      'hotline explain 4711',
      'hotline explain 4711 --language de',
      'hotline explain 4711 --json',
    ])
      .argument('<ticket>', 'number of the ticket')
      .option('--language <language>', 'en or de (default: en)')
      .option(...JSON_OPTION),
    async (options, ticket = '') => (await import('./commands/explain.ts')).explain(ticket, options, env),
  );
  addScheduleCommands(program, env, run);
  addAbsenceCommands(program, env, run);
  addCarrierCommands(program, env, run);
  run(
    add(program, 'doctor', 'what is configured, reachable, missing', [
      'hotline doctor',
      'hotline doctor --json',
    ]).option(...JSON_OPTION),
    async (options) => (await import('./doctor/doctor.ts')).doctor(options, env),
  );
  addPracticeCommands(program, env, run);
  addUserCommands(program, env, run);
  addTokenCommands(program, env, run);
  addPrivacyCommands(program, env, run);
  addDatabaseCommands(program, env, run);
  return program;
}

type Run = <Options extends object>(command: Command, perform: Perform<Options>) => Command;

function addDirectoryCommands(program: Command, env: Environment, run: Run): void {
  const directory = add(program, 'directory', 'customers, contacts, engineers and the rules they live by', [
    'hotline directory import directory.yaml',
    'hotline directory export --output directory.yaml',
  ]);
  run(
    add(directory, 'import', 'bring a directory file into force, or nothing if it has one fault', [
      'hotline directory import directory.yaml',
      'hotline directory import directory.yaml --replace',
      'hotline directory import directory.yaml --take-over',
    ])
      .description(
        'Brings a directory file into force, or nothing if it has one fault. What was changed in the console is left alone ' +
          'and reported, also with --replace, until it is handed back there or taken over here.',
      )
      .summary('bring a directory file into force, or nothing if it has one fault')
      .argument('<file>', 'directory file')
      .option('--replace', 'retire what the file does not name')
      .option('--take-over', 'bring also back under the file what was changed in the console')
      .option(
        '--take-back [names...]',
        'let in again who was erased: these contacts, or all whom the file names',
      )
      .option(...JSON_OPTION),
    async (options, file = '') => (await import('./commands/directory.ts')).importFile(file, options, env),
  );
  run(
    add(directory, 'export', 'write what is in force, without PINs', [
      'hotline directory export --output directory.yaml',
      'hotline directory export --json',
    ])
      .option('--output <file>', 'write to this file, not to standard output')
      .option('--json', 'write JSON, which can be imported as well'),
    async (options) => (await import('./commands/directory.ts')).exportFile(options, env),
  );
}

function addAbsenceCommands(program: Command, env: Environment, run: Run): void {
  const absence = add(
    program,
    'absence',
    'when engineers are away; their customers are the deputy’s meanwhile',
    ['hotline absence add tessa 2026-12-24 2027-01-02', 'hotline absence list'],
  );
  run(
    add(absence, 'add', 'somebody will be away, from the first day to the last', [
      'hotline absence add tessa 2026-12-24 2027-01-02',
      'hotline absence add tessa 2026-12-24T12:00 2026-12-24T18:00',
    ])
      .argument('<engineer>', 'their key')
      .argument('<from>', 'first day, or a local time')
      .argument('<until>', 'last day, or a local time')
      .option(...JSON_OPTION),
    async (options, ...typed) => (await import('./commands/absence.ts')).addAbsence(typed, options, env),
  );
  run(
    add(absence, 'list', 'who is away, now and later', ['hotline absence list']).option(...JSON_OPTION),
    async (options) => (await import('./commands/absence.ts')).listAllAbsences(options, env),
  );
  run(
    add(absence, 'remove', 'they are there after all', ['hotline absence remove 1b9d6bcd-…'])
      .argument('<id>', 'as the list names it')
      .option(...JSON_OPTION),
    async (options, id = '') => (await import('./commands/absence.ts')).removeAbsenceById(id, options, env),
  );
}

function addScheduleCommands(program: Command, env: Environment, run: Run): void {
  const schedule = add(program, 'schedule', 'on-call schedules as calendars (iCalendar files)', [
    'hotline schedule export front --output front.ics',
    'hotline schedule import front holidays.ics --dry-run',
  ]);
  run(
    add(schedule, 'export', 'write the shifts of a schedule, overrides included, as an iCalendar file', [
      'hotline schedule export front --output front.ics',
      'hotline schedule export front --from 2026-12-21 --until 2027-01-04 > front.ics',
    ])
      .argument('<schedule>', 'name of the schedule')
      .option('--from <time>', 'from this time (default: now)')
      .option('--until <time>', 'until this time (default: six months later)')
      .option('--directory <file>', 'take the schedule from this file, not from the database')
      .option('--output <file>', 'write to this file, not to standard output'),
    async (options, name = '') =>
      (await import('./commands/schedule-export.ts')).exportSchedule(name, options, env),
  );
  run(
    add(
      schedule,
      'import',
      'add the events of an iCalendar file as overrides, or nothing if one has a fault',
      ['hotline schedule import front holidays.ics --dry-run', 'hotline schedule import front holidays.ics'],
    )
      .argument('<schedule>', 'name of the schedule')
      .argument('<file>', 'iCalendar file; each event names the engineer who is on call')
      .option('--from <time>', 'leave out what ends before this time (default: now)')
      .option('--until <time>', 'leave out what begins after this time (default: a year later)')
      .option('--dry-run', 'only say what would be added')
      .option(...JSON_OPTION),
    async (options, name = '', file = '') =>
      (await import('./commands/schedule-import.ts')).importSchedule(name, file, options, env),
  );
}

function addCarrierCommands(program: Command, env: Environment, run: Run): void {
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
      .option('--no-overrides', 'without asking the carrier to repeat late or failed requests, for emulators')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/carrier-sync.ts')).carrierSync(options, env),
  );
  run(
    add(carrier, 'reconcile', 'bring calls, recordings and texts on record that went past the service', [
      'hotline carrier reconcile --dry-run',
      'hotline carrier reconcile --since 2026-01-05T08:00',
    ])
      .option('--since <time>', 'from this time (default: two days ago)')
      .option('--dry-run', 'only say what would be merged')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/carrier-reconcile.ts')).carrierReconcile(options, env),
  );
}

function addPracticeCommands(program: Command, env: Environment, run: Run): void {
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
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/practice-critical-call.ts')).practiceCriticalCall(options),
  );
  run(
    add(practice, 'serve', 'run the simulated carrier in a process of its own, until Ctrl-C', [
      'hotline practice serve --port 9100 --service http://localhost:8080',
    ])
      .option('--port <port>', 'where its REST API and its page listen', readPort, 9100)
      .option('--service <url>', 'address of the service it calls (default: PUBLIC_URL)')
      .option('--directory <file>', 'whose phones the page shows (default: DIRECTORY_FILE, or the sample)'),
    async (options: ServeOptions) =>
      (await import('./commands/practice-serve.ts')).servePractice(options, env),
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
    async (options: SeedOptions) => (await import('./commands/practice-seed.ts')).seedPractice(options, env),
  );
}

function addUserCommands(program: Command, env: Environment, run: Run): void {
  const user = add(program, 'user', 'the people who may sign in to the console', [
    'hotline user add erika --role supervisor',
    'hotline user list',
  ]);
  run(
    add(user, 'list', 'everybody who may sign in', ['hotline user list', 'hotline user list --json']).option(
      ...JSON_OPTION,
    ),
    async (options) => (await import('./commands/user-list.ts')).userList(options, env),
  );
  run(
    add(user, 'add', 'let somebody sign in; the one-time password is printed once', [
      'hotline user add erika --role supervisor --name "Erika Beispiel"',
      'hotline user add anna --role engineer --engineer anna',
    ])
      .argument('<login>', 'what they sign in as')
      .option('--role <role>', 'supervisor, engineer, administrator or auditor')
      .option('--name <name>', 'as others see it (default: the login)')
      .option('--engineer <key>', 'which engineer of the directory they are')
      .addOption(new Option('--reset', 'the same as user reset-password').hideHelp())
      .addOption(new Option('--remove', 'the same as user remove').hideHelp())
      .option(...JSON_OPTION),
    async (options, login = '') => (await import('./commands/user-add.ts')).userAdd(login, options, env),
  );
  run(
    add(user, 'remove', 'let somebody sign in no more, at once', ['hotline user remove erika'])
      .argument('<login>', 'what they sign in as')
      .option(...JSON_OPTION),
    async (options, login = '') =>
      (await import('./commands/user-remove.ts')).userRemove(login, options, env),
  );
  run(
    add(user, 'reset-password', 'give somebody a new one-time password, and unlock them', [
      'hotline user reset-password erika',
    ])
      .argument('<login>', 'what they sign in as')
      .option(...JSON_OPTION),
    async (options, login = '') =>
      (await import('./commands/user-reset-password.ts')).userResetPassword(login, options, env),
  );
}

function addPrivacyCommands(program: Command, env: Environment, run: Run): void {
  const privacy = add(program, 'privacy', 'how long data is kept, and what is held of a person', [
    'hotline privacy retention --dry-run',
    'hotline privacy export --number +493023125101 > held.json',
  ]);
  run(
    add(privacy, 'retention', 'forget what is past its period now, as the service does every night', [
      'hotline privacy retention --dry-run',
      'hotline privacy retention --json',
    ])
      .option('--dry-run', 'only say how much that is')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/privacy-retention.ts')).privacyRetention(options, env),
  );
  run(
    add(privacy, 'export', 'all that is held of a person, as JSON', [
      'hotline privacy export --number +493023125101 > held.json',
    ])
      .option('--contact <id>', 'a registered contact')
      .option('--number <number>', 'whoever has this number'),
    async (options) => (await import('./commands/privacy-export.ts')).privacyExport(options, env),
  );
  run(
    add(privacy, 'erased', 'the traces of who was erased, to be kept outside the backups', [
      'hotline privacy erased > erased.jsonl',
    ]),
    async (_options) => (await import('./commands/privacy-erased.ts')).listErasedPeople(env),
  );
  run(
    add(privacy, 'erase-again', 'after a restore: erase whom these traces are of', [
      'hotline privacy erase-again erased.jsonl',
    ])
      .argument('<file>', 'what hotline privacy erased wrote')
      .option('--close-open-tickets', 'close tickets that wait for an answer first')
      .option(...JSON_OPTION),
    async (options, file = '') =>
      (await import('./commands/privacy-erased.ts')).eraseAgain(file, options, env),
  );
  run(
    add(privacy, 'erase', 'take a person out of calls, tickets, messages, recordings and the registry', [
      'hotline privacy erase --number +493023125101 --dry-run',
      'hotline privacy erase --number +493023125101',
    ])
      .option('--contact <id>', 'a registered contact')
      .option('--number <number>', 'whoever has this number')
      .option('--dry-run', 'only say how much would be erased')
      .option('--close-open-tickets', 'close tickets that wait for an answer first')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/privacy-erase.ts')).privacyErase(options, env),
  );
}

function addDatabaseCommands(program: Command, env: Environment, run: Run): void {
  const database = add(program, 'database', 'back up, restore, move and update the database', [
    'hotline database dump hotline.dump',
    'DATABASE_URL=postgres://… hotline database restore hotline.dump',
  ]);
  run(
    add(database, 'migrate', 'bring the tables up to date, as their owner, before a new version is started', [
      'DATABASE_URL=postgres://hotline_owner:…@host/hotline hotline database migrate --service-role hotline_service',
    ])
      .option('--service-role <role>', 'give this role what the service needs: rows, and nothing else')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/database-migrate.ts')).databaseMigrate(options, env),
  );
  run(
    add(database, 'dump', 'write the whole database into one file, while the service runs', [
      'hotline database dump hotline.dump',
    ])
      .argument('<file>', 'is replaced when it is there')
      .option(...JSON_OPTION),
    async (options, file = '') =>
      (await import('./commands/database-dump.ts')).databaseDump(file, options, env),
  );
  run(
    add(database, 'restore', 'bring such a file into an empty database, before the service is started', [
      'DATABASE_URL=postgres://… hotline database restore hotline.dump',
      'DATA_DIR=./restored hotline database restore hotline.dump',
    ])
      .argument('<file>', 'what hotline database dump wrote')
      .option(...JSON_OPTION),
    async (options, file = '') =>
      (await import('./commands/database-restore.ts')).databaseRestore(file, options, env),
  );
  run(
    add(
      database,
      'restored',
      'after a restore: no ticket number is given twice, and what was promised since is brought back',
      ['hotline database restored', 'hotline database restored --dry-run'],
    )
      .option('--since <time>', 'when the dump was taken (default: the last sign of life in it)')
      .option('--dry-run', 'only say which tickets would be brought back')
      .option(...JSON_OPTION),
    async (options) => (await import('./commands/database-restored.ts')).databaseRestored(options, env),
  );
}

function addTokenCommands(program: Command, env: Environment, run: Run): void {
  const token = add(program, 'token', 'what programs use to get in at the API', [
    'hotline token add portal --scope read,tickets',
    'hotline token list',
  ]);
  run(
    add(token, 'add', 'make a token for a program; it is printed once', [
      'hotline token add portal --scope read,tickets',
      'hotline token add archive --scope read,recordings --days 90',
    ])
      .argument('<name>', 'which program it is for')
      .option('--scope <scopes>', 'some of read,tickets,recordings (default: read)')
      .option('--days <number>', 'for how many days it is valid (default: 365)')
      .option(...JSON_OPTION),
    async (options, name = '') => (await import('./commands/token.ts')).tokenAdd(name, options, env),
  );
  run(
    add(token, 'list', 'every token with its scopes, its end and its last use', [
      'hotline token list',
    ]).option(...JSON_OPTION),
    async (options) => (await import('./commands/token.ts')).tokenList(options, env),
  );
  run(
    add(token, 'revoke', 'let a token open nothing any more, at once', ['hotline token revoke portal'])
      .argument('<name>', 'of the token')
      .option(...JSON_OPTION),
    async (options, name = '') => (await import('./commands/token.ts')).tokenRevoke(name, options, env),
  );
}

/** A command whose help ends with examples. */
function add(parent: Command, name: string, summary: string, examples: readonly string[]): Command {
  const path = parent.parent ? `${parent.name()} ${name}` : name;
  const lines = examples.map((example) => `  ${example.replace(/\bhotline /, 'npm run -s hotline -- ')}`);
  return parent
    .command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .showHelpAfterError(`See: npm run hotline -- ${path} --help`)
    .addHelpText('after', `\nExample${examples.length > 1 ? 's' : ''}:\n${lines.join('\n')}`);
}

/** With --json, a known fault is told to the machine, too. */
async function performing(command: Command, perform: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await perform();
  } catch (error) {
    if (error instanceof UsageError) return command.error(`error: ${error.message}`);
    if (!(error instanceof HotlineError) || !command.opts().json) throw error;
    const { code, message, remedy } = error;
    printJson({ error: { code, message, remedy } });
    return FAILED;
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('Allowed: a port, 0 to 65535.');
  return port;
}

function readCount(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new InvalidArgumentError('Allowed: a whole number, 0 to 99999999.');
  return Number(text);
}
