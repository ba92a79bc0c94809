import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../bench/support/listen.ts';

/** A Redis of its own with an append-only file, as it should be run. */
export interface RedisServer extends AsyncDisposable {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Everything in it is gone while it runs. */
  flush(): Promise<void>;
  /** What it kept on disk is gone: the next start is an empty one. */
  forget(): Promise<void>;
}

export async function startRedis(folder: string): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const redis: RedisServer = {
    url,
    async start() {
      await mkdir(folder, { recursive: true });
      const settings = {
        port,
        bind: '127.0.0.1',
        dir: folder,
        appendonly: 'yes',
        'maxmemory-policy': 'noeviction',
        save: '',
      };
      const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
      child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
      await saysReady(child);
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async flush() {
      const client = new Redis(url);
      client.on('error', () => {});
      await client.flushall();
      client.disconnect();
    },
    forget: () => rm(folder, { recursive: true, force: true }),
    [Symbol.asyncDispose]: () => redis.kill(),
  };
  await redis.start();
  return redis;
}

function saysReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('redis-server ended')));
    server.stdout?.on('data', (said: Buffer) => {
      if (said.includes('Ready to accept connections')) resolve();
    });
  });
}
