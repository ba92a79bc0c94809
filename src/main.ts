import { closeSync, openSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// before anything else is loaded: modules that are imported by name would be compiled anew at every start
enableCompileCache();
// what is loaded before the traces cannot be seen by them
const endTraces = process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  ? (await import('./platform/export-traces.ts')).sendTraces(process.env.ROLE ?? 'all')
  : undefined;
const { readConfig } = await import('./app/config.ts');
const { explainError } = await import('./platform/explain-error.ts');
const { createLogger } = await import('./platform/log.ts');
const { nextLogLevel } = await import('./platform/next-log-level.ts');
const { watchLoop } = await import('./app/watch-loop.ts');

/** Longer than this, what is under way is not waited for, once no more is taken. */
const DRAIN_MS = 10_000;

/** A configuration that is refused is refused before the service is loaded, which takes most of a second. */
async function start() {
  const config = readConfig(process.env);
  const { startService } = await import('./app/start.ts');
  return startService(config, createLogger(config.logLevel), {
    say: (line) => process.stdout.write(`${line}\n`),
  });
}

const starting = start();
let stopping = false;

function stop(): void {
  if (stopping) return;
  stopping = true;
  const hurry = setTimeout(() => process.exit(1), DRAIN_MS).unref();
  starting
    .then((service) => {
      clearTimeout(hurry);
      setTimeout(() => process.exit(1), service.app.config.drainMs + DRAIN_MS).unref();
      return service.close();
    })
    .finally(() => endTraces?.())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
}

/** Changed flows are for new calls; a folder with faults changes nothing. */
function reloadFlows(): void {
  starting.then(
    ({ app }) =>
      app.reloadFlows().then(
        () => app.log.info('the flows were reloaded; new calls follow them'),
        (error: unknown) =>
          app.log.error(
            { err: error },
            'the changed flows have faults; calls still follow the flows from before: run "hotline check"',
          ),
      ),
    () => {},
  );
}

function terminalIsClosed(): boolean {
  if (!process.stdout.isTTY) return false;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return false;
  } catch {
    return true;
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);

// the signal has two meanings: a terminal that was closed takes what runs in it along
process.on('SIGHUP', () => {
  if (terminalIsClosed()) stop();
  else reloadFlows();
});

/** A running service tells more, and again as little as before. */
function cycleLogLevel(): void {
  starting.then(
    ({ app: { log, config } }) => {
      const level = nextLogLevel(log.level, config.logLevel);
      log.warn({ to: level }, 'the log level was changed');
      log.level = level;
    },
    () => {},
  );
}

process.on('SIGUSR2', cycleLogLevel);

starting.then(
  ({ app: { config, practiceUrl } }) => {
    const practicePage = practiceUrl === undefined ? '' : ` ${practiceUrl}`;
    if (config.standstillMs > 0) watchLoop(config.standstillMs);
    if (!stopping) process.stdout.write(`ready ${config.publicUrl}/${practicePage}\n`);
  },
  (error: unknown) => {
    if (!stopping) process.stderr.write(`${explainError(error)}\n`);
    process.exit(1);
  },
);
