import { readConfig } from '../../src/app/config.ts';
import { startService } from '../../src/app/start.ts';
import { freePort } from '../../src/cli/support/free-port.ts';
import { createLogger } from '../../src/platform/log.ts';

/** Starts the whole service, on the practice line, over a database and a Redis, and stops it. @returns what `/readyz` said */
export async function seeItReady(databaseUrl: string, redisUrl: string): Promise<unknown> {
  const port = await freePort();
  const service = await startService(
    readConfig({
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      SECRET_KEY: 'five green umbrellas at noon',
      PRACTICE: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(await freePort()),
    }),
    createLogger('silent'),
  );
  try {
    return await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
  } finally {
    await service.close();
  }
}
