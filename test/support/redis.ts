import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export interface TestRedis {
  url: string;
  port: number;
  start(): Promise<void>;
  /** Gone without a word, and nothing of it is kept. */
  kill(): Promise<void>;
  /** Takes connections and never answers. */
  freeze(): void;
  thaw(): void;
}

/** With `CI=true` the tests that need it run, and fail, where there is none. */
export const hasRedis = process.env.CI === 'true' || spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of one's own on a free port, not started yet. Remember to `kill` it. @param settings further arguments of redis-server */
export async function ownRedis(...settings: string[]): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async start() {
      const address = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
      // it does not start where a clock is set by a preloaded library, and needs no other than its own
      const { LD_PRELOAD: _, ...env } = process.env;
      server = spawn('redis-server', [...settings, ...address], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      await saysReady(server);
    },
    async kill() {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
}

function saysReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('redis-server ended')));
    server.stdout?.on('data', (said: Buffer) => {
      if (/Ready to accept connections|Sentinel ID is/.test(String(said))) resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
