import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../bench/support/listen.ts';
import type { Random } from '../random.ts';
import { cutConnections, startPostgres } from '../support/postgres-server.ts';
import { startProxy } from '../support/proxy.ts';
import { startRedis } from '../support/redis-server.ts';
import { ServiceProcess } from '../support/service-process.ts';
import { frozen, frozenAndReplaced, killed, redeployed } from './break-process.ts';
import type { Disturb, Stage, StageOptions } from './stage.ts';

/** Debian's package `faketime`: the only way to set one process's clock apart from its machine's. */
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const CLOCKS_OFF = ['+120s', '-120s'];

/** As the files beside the shipped ones have it. */
const BEHIND_PROXY = { DRAIN_SECONDS: '3', TRUSTED_PROXIES: '1' };

/** Two web and two worker processes over a PostgreSQL server and a Redis. */
export async function openServers(
  { folder, env, proxy, onWebPorts }: StageOptions,
  random: Random,
): Promise<Stage> {
  await using opening = new AsyncDisposableStack();
  const postgres = opening.use(await startPostgres(join(folder, 'database')));
  const redis = opening.use(await startRedis(join(folder, 'redis')));
  const shared = {
    ...env,
    ...(proxy ? BEHIND_PROXY : {}),
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    HOST: '127.0.0.1',
  };
  const make = (name: string, more: Record<string, string>) => {
    const service = new ServiceProcess(name, { ...shared, DATA_DIR: join(folder, name), ...more }, folder);
    opening.defer(() => service.kill());
    return service;
  };
  const ports = [await freePort(), await freePort()];
  const front = proxy && opening.use(await startProxy(proxy, { folder, webPorts: ports }));
  onWebPorts((front ? [front.port] : ports).map(Number));
  const webs = ports.map((PORT, index) => make(`web-${index + 1}`, { ROLE: 'web', PORT }));
  const workers = [1, 2].map((index) => make(`worker-${index}`, { ROLE: 'worker' }));
  const services = [...webs, ...workers];
  // all at once, on an empty database
  await Promise.all(services.map((service) => service.start()));
  const opened = opening.move();

  const web = () => random.pick(webs);
  const worker = () => random.pick(workers);
  const clockOff: Disturb = async () => {
    const service = worker();
    await service.kill();
    await service.start({
      LD_PRELOAD: FAKETIME,
      FAKETIME: random.pick(CLOCKS_OFF),
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    return async () => {
      await service.kill();
      await service.start();
    };
  };
  const hasFaketime = existsSync(FAKETIME);
  return {
    databaseUrl: async () => postgres.url,
    services,
    faults: {
      'web killed': killed(web),
      'web frozen': frozen(web),
      'web frozen, replaced': frozenAndReplaced(web),
      'web redeployed': redeployed(web),
      'worker killed': killed(worker),
      'worker frozen': frozen(worker),
      'worker frozen, replaced': frozenAndReplaced(worker),
      'worker redeployed': redeployed(worker),
      'both workers frozen': async () => {
        for (const service of workers) service.freeze();
        return async () => {
          for (const service of workers) service.thaw();
        };
      },
      ...(hasFaketime ? { 'worker clock 2 min off': clockOff } : {}),
      'redis killed': async () => {
        await redis.kill();
        return () => redis.start();
      },
      'redis frozen': async () => {
        redis.freeze();
        return async () => redis.thaw();
      },
      'redis flushed': async () => {
        await redis.flush();
        return () => redis.flush();
      },
      'redis restarted empty': async () => {
        await redis.kill();
        await redis.forget();
        return () => redis.start();
      },
      'database killed': async () => {
        await postgres.kill();
        return () => postgres.start();
      },
      'connections cut': async () => {
        await cutConnections(postgres.url);
        return () => cutConnections(postgres.url);
      },
    },
    respiteMs: { least: 500, most: 3_000 },
    skipped: hasFaketime ? [] : ['clock off: there is no libfaketime (Debian: faketime)'],
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
