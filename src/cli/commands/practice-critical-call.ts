import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Config, readConfig } from '../../app/config.ts';
import { FLOW_RULES } from '../../app/flow-rules.ts';
import { startService } from '../../app/start.ts';
import { SAMPLE_DIRECTORY } from '../../domain/directory-entry/sample-directory.ts';
import { loadScript, SHIPPED_FLOWS } from '../../domain/flow-files/load.ts';
import { now } from '../../platform/clock.ts';
import { createLogger } from '../../platform/log.ts';
import { createSimulatedCarrier, type SimulatedCarrier } from '../../telephony/simulator/carrier.ts';
import { type Pace, realPace } from '../../telephony/simulator/pace.ts';
import { numberUrls } from '../../telephony/twilio/webhook-urls.ts';
import { practiceBoard } from '../../web/practice/practice-data-store.ts';
import { type CriticalCallEnd, playCriticalCall } from '../demo/critical-call.ts';
import { chooseCaller, everybody } from '../support/cast.ts';
import { type ExitCode, FAILED, OK, UsageError } from '../support/exit-code.ts';
import { freePort } from '../support/free-port.ts';
import { interruption } from '../support/interruption.ts';
import { readDirectory } from '../support/read-directory.ts';
import { readText } from '../support/read-input.ts';
import { speaking } from '../support/speaking.ts';
import { note, print, printJson } from '../support/terminal.ts';

export interface CriticalCallOptions {
  dataDir?: string;
  database?: string;
  redis?: string;
  directory?: string;
  /** which of our languages the people in the story speak; left out: those of the directory */
  language?: string;
  json?: boolean;
}

/** How many times as fast as in a real call things are said. Who thinks or waits takes their own time. */
const SPEED = 15;
const PACE: Pace = { ...realPace(SPEED), patience: realPace().patience };
/** The hotline's number in the story. */
const NUMBER = '+493023125999';

/**
 * `hotline practice critical-call`: the whole service in this process, in a folder of its own, and a simulated carrier
 * beside it; the two speak HTTP as they would over the internet. The environment is left aside, since a story must never
 * ring real phones or stand in the real record.
 */
export async function practiceCriticalCall(options: CriticalCallOptions): Promise<ExitCode> {
  const opened = new AsyncDisposableStack();
  try {
    return report(await play(options, opened), options);
  } finally {
    await opened.disposeAsync();
  }
}

async function play(options: CriticalCallOptions, opened: AsyncDisposableStack): Promise<CriticalCallEnd> {
  const interrupted = interruption();
  const { language } = options;
  const folder = options.dataDir ?? (await temporaryFolder(opened));
  const told = resolve(options.directory ?? SAMPLE_DIRECTORY);
  const directoryFile = language === undefined ? told : await spokenIn(language, told, opened);
  const directory = await readDirectory(directoryFile);
  const caller = chooseCaller(directory, language);
  const port = await freePort();
  const carrier = createPracticeCarrier(`http://127.0.0.1:${port}`);
  const api = await carrier.listen(0);
  opened.defer(() => api.close());
  const config = configFor(options, { port, folder, directoryFile, apiBaseUrl: api.url });
  const service = await startService(config, createLogger('silent', { readable: false }));
  opened.defer(() => service.close());

  const story = playCriticalCall(carrier, {
    write: options.json ? note : print,
    caller,
    engineers: everybody(directory).filter(({ role }) => role === 'engineer'),
    board: () => practiceBoard(service.app.database, now()),
  });
  const end = await Promise.race([story, interrupted]);
  return end === 'interrupted' ? { outcome: 'broken', reason: 'it was interrupted' } : end;
}

/**
 * The same directory, in which everybody speaks one language first.
 * @throws UsageError for a language there are no prompts in
 */
async function spokenIn(language: string, file: string, opened: AsyncDisposableStack): Promise<string> {
  const known = loadScript(SHIPPED_FLOWS, FLOW_RULES).languages.map((choice) => choice.language);
  if (!known.includes(language)) {
    throw new UsageError(`--language is "${language}"; allowed: ${known.join(', ')}.`);
  }
  const copy = join(await temporaryFolder(opened), 'directory.yaml');
  await writeFile(copy, speaking(language, await readText(file)), { mode: 0o644 });
  return copy;
}

/** Others may pass through it, since PostgreSQL runs as another user where we are root. */
async function temporaryFolder(opened: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-practice-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  return folder;
}

const ACCOUNT = { sid: `AC${randomBytes(16).toString('hex')}`, token: randomBytes(16).toString('hex') };

function createPracticeCarrier(service: string): SimulatedCarrier {
  return createSimulatedCarrier({
    ...numberUrls(service),
    accountSid: ACCOUNT.sid,
    authToken: ACCOUNT.token,
    number: NUMBER,
    mode: 'practice',
    pace: PACE,
  });
}

function configFor(
  { database, redis }: CriticalCallOptions,
  own: { port: number; folder: string; directoryFile: string; apiBaseUrl: string },
): Config {
  return readConfig({
    PORT: String(own.port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${own.port}`,
    DATA_DIR: own.folder,
    DIRECTORY_FILE: own.directoryFile,
    TWILIO_ACCOUNT_SID: ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: ACCOUNT.token,
    TWILIO_API_BASE_URL: own.apiBaseUrl,
    HOTLINE_NUMBER: NUMBER,
    ...(database === undefined
      ? {}
      : { DATABASE_URL: database, SECRET_KEY: randomBytes(32).toString('base64url') }),
    ...(redis === undefined ? {} : { REDIS_URL: redis }),
  });
}

function report(end: CriticalCallEnd, { json }: CriticalCallOptions): ExitCode {
  if (json) printJson(end);
  else if (end.outcome === 'broken') note(`The promise was not kept: ${end.reason}.`);
  return end.outcome === 'kept' ? OK : FAILED;
}
