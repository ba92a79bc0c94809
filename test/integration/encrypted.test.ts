import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../src/cli/support/free-port.ts';
import { BARE } from '../support/hotline-command.ts';
import { hasPostgresTools, ownPostgres } from '../support/postgres-tools.ts';
import { hasRedis, ownRedis } from '../support/redis.ts';
import { administer } from '../support/server.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const REDIS_PASSWORD = 'for the hotline only'.replaceAll(' ', '-');

/** A key and a certificate for this machine that is its own authority. */
function certify(folder: string): { key: string; certificate: string } {
  const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.crt')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names];
  execFileSync('openssl', [...made, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { key, certificate };
}

/** The service in a process of its own, until it has said that it is ready or why it is not. */
async function start(env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...BARE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  let said = '';
  return new Promise((resolve) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (/^ready /m.test(said)) resolve(said);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => resolve(said));
  });
}

test.runIf(hasPostgresTools && hasRedis)(
  'PostgreSQL and Redis are reached by TLS, with their certificates checked, Redis as a user with few rights',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'encrypted-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { key, certificate } = certify(folder);
    const files = {
      'tls.key': readFileSync(key, 'utf8'),
      'tls.crt': readFileSync(certificate, 'utf8'),
    };
    await using server = await ownPostgres(
      folder,
      ['ssl=on', 'ssl_key_file=tls.key', 'ssl_cert_file=tls.crt'],
      files,
    );
    const plain = await server.create('encrypted');
    const tlsPort = await freePort();
    const redis = await ownRedis(
      ...['--tls-port', String(tlsPort), '--tls-key-file', key, '--tls-cert-file', certificate],
      ...['--tls-ca-cert-file', certificate, '--tls-auth-clients', 'no'],
      ...['--user', 'hotline', 'on', `>${REDIS_PASSWORD}`, '~{hotline}:*', '+@all', '-@dangerous', '+info'],
      ...['--user', 'default', 'off'],
    );
    await redis.start();
    onTestFinished(() => redis.kill());
    const port = await freePort();
    const env = {
      DATABASE_URL: `${plain.replace('127.0.0.1', 'localhost')}?sslmode=verify-full`,
      REDIS_URL: `rediss://hotline:${REDIS_PASSWORD}@localhost:${tlsPort}`,
      SECRET_KEY: 'five green umbrellas at noon',
      PRACTICE: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(await freePort()),
    };
    expect(await start(env), 'nobody vouches for the certificate').toMatch(/self-signed|certificate/i);
    expect(await start({ ...env, NODE_EXTRA_CA_CERTS: certificate })).toMatch(/^ready /m);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.json()).toMatchObject({ parts: { database: 'ready', queue: 'ready' } });
    const connections = await administer(
      plain,
      `select bool_and(ssl) as encrypted, count(*)::int as count from pg_stat_ssl join pg_stat_activity using (pid)
       where application_name like 'priority-line%'`,
    );
    expect(connections).toMatchObject([{ encrypted: true, count: expect.toSatisfy((count) => count > 0) }]);
  },
);
