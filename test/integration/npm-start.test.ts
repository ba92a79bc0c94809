import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '../../src/cli/support/free-port.ts';
import { freshDatabase } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '../..');
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) if (child.pid !== undefined) killGroup(child.pid);
});

/** Whatever of it is still there. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // nothing is
  }
}

/** `npm start` as an operator runs it, in a process group of its own. @returns the child once the service is ready */
async function npmStart(environment: Record<string, string>) {
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.push(npm);
  let said = '';
  npm.stderr.on('data', (data) => {
    said += String(data);
  });
  const ready = new Promise<string>((resolve, reject) => {
    npm.stdout.on('data', (data) => {
      said += String(data);
      const [line] = /^ready .*$/m.exec(said) ?? [];
      if (line !== undefined) resolve(line);
    });
    npm.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { npm, ready: await ready };
}

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '[::1]'],
])(
  'the service that npm start began at %s ends when npm is told to',
  async (host, name) => {
    await using database = await freshDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'hotline-'));
    const port = String(await freePort());
    const metricsPort = String(await freePort());
    const { npm } = await npmStart({
      DATABASE_URL: database.url,
      SECRET_KEY: 'a key for this test only',
      DATA_DIR: folder,
      HOST: host,
      PORT: port,
      METRICS_HOST: host,
      METRICS_PORT: metricsPort,
      PRACTICE: '1',
      LOG_LEVEL: 'warn',
    });
    const ask = (at: string, path: string) => fetch(`http://${name}:${at}${path}`);
    expect((await ask(port, '/healthz')).status).toBe(200);
    expect((await ask(metricsPort, '/metrics')).status).toBe(200);
    const carrier = await ask(port, '/practice/carrier/2010-04-01/Accounts/AC0/Calls.json');
    expect(carrier.status, 'the carrier of the practice line is there, and wants to know who asks').toBe(401);
    const ended = once(npm, 'exit');
    npm.kill('SIGTERM');
    await ended;
    await expect(ask(port, '/healthz')).rejects.toThrow();
    await expect(ask(metricsPort, '/healthz')).rejects.toThrow();
    await rm(folder, { recursive: true });
  },
  60_000,
);
