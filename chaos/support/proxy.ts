import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../bench/support/listen.ts';

/** The proxies whose files are shipped. */
export const PROXIES = ['caddy', 'nginx'] as const;
export type ProxyKind = (typeof PROXIES)[number];

const DEPLOY = join(import.meta.dirname, '../../deploy');
const START_MS = 20_000;
/** Where Debian puts what is not for everybody. */
const FURTHER_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** Where a proxy is installed on this machine; undefined: it is not. */
export function findProxy(kind: ProxyKind): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FURTHER_FOLDERS];
  return folders.map((folder) => join(folder, kind)).find((file) => existsSync(file));
}

/**
 * A real proxy in front of the web processes, with the shipped file but for names, ports and certificates.
 * @param place.folder where it keeps what it needs
 * @throws if it is not installed, or does not start
 */
export async function startProxy(
  kind: ProxyKind,
  place: { folder: string; webPorts: readonly string[] },
): Promise<{ port: string } & AsyncDisposable> {
  const program = findProxy(kind);
  if (program === undefined) throw new Error(`${kind} is not installed (Debian: ${kind})`);
  const folder = join(place.folder, kind);
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const settings = { folder, port, webs: place.webPorts.map((web) => `127.0.0.1:${web}`) };
  const { args, env } = kind === 'caddy' ? await forCaddy(settings) : await forNginx(settings);
  const log = await open(join(folder, 'proxy.log'), 'a');
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', log.fd, log.fd] });
  const stop = async () => {
    await end(child);
    await log.close();
  };
  try {
    await untilListens(Number(port), child);
  } catch (error) {
    await stop();
    throw new Error(`${kind} does not start, see ${folder}/proxy.log`, { cause: error });
  }
  return { port, [Symbol.asyncDispose]: stop };
}

interface Settings {
  folder: string;
  port: string;
  webs: readonly string[];
}

async function forCaddy({ folder, port, webs }: Settings) {
  const env = {
    HOSTNAME_PUBLIC: `http://127.0.0.1:${port}`,
    WEB_PROCESSES: webs.join(' '),
    CADDY_ADMIN: `127.0.0.1:${await freePort()}`,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
  };
  return { args: ['run', '--config', join(DEPLOY, 'Caddyfile'), '--adapter', 'caddyfile'], env };
}

/** The shipped file belongs into a frame, and has names and certificates of its own. */
async function forNginx({ folder, port, webs }: Settings) {
  const shipped = await readFile(join(DEPLOY, 'nginx/hotline.conf'), 'utf8');
  const site = webs
    .reduce((text, web, index) => replaced(text, `web-${index + 1}:8080`, web), shipped)
    .replace(/^\s*ssl_certificate.*\n/gm, '');
  const own = replaced(
    replaced(site, 'listen 443 ssl', `listen 127.0.0.1:${port}`),
    'hotline.example.com',
    '_',
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `${what}_temp_path ${join(folder, what)};`,
  );
  const frame = [
    'daemon off;',
    'error_log stderr;',
    `pid ${join(folder, 'pid')};`,
    'events {}',
    `http { access_log off; ${temporary.join(' ')}`,
    own,
    '}',
  ];
  const file = join(folder, 'nginx.conf');
  await writeFile(file, frame.join('\n'));
  return { args: ['-p', folder, '-c', file], env: {} };
}

/** What is to be replaced has to be there: the shipped file may have changed. */
function replaced(text: string, what: string, by: string): string {
  if (!text.includes(what)) throw new Error(`the shipped file has no ${what} any more`);
  return text.replaceAll(what, by);
}

async function untilListens(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until && child.exitCode === null) {
    if (await listens(port)) return;
    await pause(50);
  }
  throw new Error(`nobody listens at ${port}`);
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
