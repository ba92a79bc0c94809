import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/app/config.ts';
import { type RunningService, startService } from '../../src/app/start.ts';
import { freePort } from '../../src/cli/support/free-port.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { type Line, startLine } from './carrier.ts';
import { usualDirectory } from './import-file.ts';
import { rememberLog } from './written-down.ts';

const SECRET = 'the-secret-key-of-the-tests';

/** A service as it really runs, on a database that a test may break, with real time, its own workers and the strict carrier. */
export interface OwnService extends AsyncDisposable {
  service: RunningService;
  line: Line;
  url: string;
  /** what was logged since it was last forgotten */
  logged(): { level: number; msg: string }[];
  forgetLog(): void;
}

/** It lives today, whenever that is: no contract of its directory ends. */
export async function openService(databaseUrl: string): Promise<OwnService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'service-'));
  const directory = join(dataDir, 'directory.yaml');
  const usual = usualDirectory();
  await writeFile(directory, usual.replaceAll('until: 2027-12-31', 'until: 2099-12-31'));
  const { log, lines } = rememberLog();
  const line = await startLine();
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SECRET_KEY: SECRET,
    DATA_DIR: dataDir,
    DIRECTORY_FILE: directory,
    HOST: '127.0.0.1',
    PORT: port,
    PUBLIC_URL: url,
    METRICS_PORT: String(await freePort()),
    TWILIO_ACCOUNT_SID: line.accountSid,
    TWILIO_AUTH_TOKEN: line.authToken,
    TWILIO_API_BASE_URL: line.apiBaseUrl,
    HOTLINE_NUMBER: line.number,
  });
  const service = await startService(config, log, { pins: createPinHasher(SECRET, { cost: 2 }) });
  line.connect(url);
  return {
    service,
    line,
    url,
    logged: () => lines.map((one) => JSON.parse(one)),
    forgetLog: () => void lines.splice(0),
    async [Symbol.asyncDispose]() {
      await service.close();
      await line.carrier.idle();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
