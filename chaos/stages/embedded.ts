import { join } from 'node:path';
import { freePort } from '../../bench/support/listen.ts';
import { findEmbedded } from '../../src/platform/db/running-embedded.ts';
import { findPostmaster } from '../../src/platform/db/server-process.ts';
import { cutConnections, untilAnswered } from '../support/postgres-server.ts';
import { ServiceProcess } from '../support/service-process.ts';
import { frozen, frozenAndReplaced, killed, redeployed } from './break-process.ts';
import type { Stage, StageOptions } from './stage.ts';

/** What `npm start` brings up: one process in every role, with its embedded PostgreSQL, and the queue on that. */
export async function openEmbedded({ folder, env, onWebPorts }: StageOptions): Promise<Stage> {
  const dataDir = join(folder, 'data');
  const port = await freePort();
  onWebPorts([Number(port)]);
  const service = new ServiceProcess(
    'service',
    { ...env, PORT: port, HOST: '127.0.0.1', DATA_DIR: dataDir },
    folder,
  );
  await service.start();
  const databaseUrl = async () => {
    const found = await findEmbedded(dataDir);
    if (typeof found === 'string') throw new Error(`the embedded database is ${found}`);
    return found.url;
  };
  const it = () => service;

  return {
    databaseUrl,
    services: [service],
    faults: {
      'service killed': killed(it),
      'service frozen': frozen(it),
      'service frozen, replaced': frozenAndReplaced(it),
      'service restarted': redeployed(it),
      // the service itself starts it again
      'database killed': async () => {
        const postmaster = await findPostmaster({ data: join(dataDir, 'postgres/data') });
        if (postmaster) process.kill(postmaster.pid, 'SIGKILL');
        return () => untilAnswered(databaseUrl);
      },
      'connections cut': async () => {
        await cutConnections(await databaseUrl());
        return async () => cutConnections(await databaseUrl());
      },
    },
    respiteMs: { least: 4_000, most: 10_000 },
    skipped: ['clock off: service and database share one clock on one machine'],
    // in good order, so that it takes its database along
    [Symbol.asyncDispose]: () => service.stop(),
  };
}
