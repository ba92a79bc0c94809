import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What an authority does with the next requests. */
export type Mood =
  | 'stamps'
  | 'is-down'
  | 'refuses'
  | 'stamps-something-else'
  | 'answers-another'
  | 'signs-wrongly'
  | 'talks-nonsense';

export interface TimestampAuthority extends AsyncDisposable {
  url: string;
  mood: Mood;
  /** how often it was asked */
  asked: number;
  /** what `openssl ts -verify` says of a stamp with the authority's certificate */
  verify(data: string | Buffer, reply: Buffer): Promise<string>;
}

const SETTINGS = `
[tsa]
default_tsa = usual
[usual]
serial = $ENV::FOLDER/serial
signer_cert = $ENV::FOLDER/tsa.pem
signer_key = $ENV::FOLDER/tsa.key
certs = $ENV::FOLDER/ca.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
[ext]
extendedKeyUsage = critical,timeStamping
`;

const METHODS = {
  rsa: ['-newkey', 'rsa:2048'],
  'P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
};

/** A time-stamping authority as it stands in the network, played by OpenSSL. @param method of its signatures */
export async function openTimestampAuthority(
  method: keyof typeof METHODS = 'rsa',
): Promise<TimestampAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { env: { ...process.env, FOLDER: folder } });
  await writeFile(at('settings'), SETTINGS);
  await writeFile(at('serial'), '01');
  const key = (name: string) => [...METHODS[method], '-nodes', '-keyout', at(name)];
  await openssl('req', '-x509', ...key('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Root', '-days', '3650');
  await openssl('req', ...key('tsa.key'), '-out', at('tsa.csr'), '-subj', '/CN=Time');
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '3650'];
  const extensions = ['-extfile', at('settings'), '-extensions', 'ext'];
  await openssl('x509', '-req', '-in', at('tsa.csr'), ...signing, ...extensions, '-out', at('tsa.pem'));

  const stamp = async (query: Buffer) => {
    await writeFile(at('query'), query);
    await openssl('ts', '-reply', '-config', at('settings'), '-queryfile', at('query'), '-out', at('reply'));
    return readFile(at('reply'));
  };
  const others = async () => {
    await writeFile(at('other'), 'something else');
    const { stdout } = await run('openssl', ['ts', '-query', '-data', at('other'), '-sha256', '-cert'], {
      encoding: 'buffer',
    });
    return stdout;
  };
  const answers: Record<Mood, (query: Buffer) => Promise<Buffer> | Buffer> = {
    stamps: stamp,
    'is-down': () => Buffer.alloc(0),
    // the nonce stands before the last three bytes, which ask for the certificate
    'answers-another': (query) => {
      query.writeUInt8(query.readUInt8(query.length - 4) ^ 1, query.length - 4);
      return stamp(query);
    },
    'signs-wrongly': async (query) => {
      const reply = await stamp(query);
      reply.writeUInt8(reply.readUInt8(reply.length - 1) ^ 1, reply.length - 1);
      return reply;
    },
    'stamps-something-else': async () => stamp(await others()),
    // PKIStatusInfo with the status 2: rejection
    refuses: () => Buffer.from('30053003020102', 'hex'),
    'talks-nonsense': () => Buffer.from('<html>Welcome</html>'),
  };
  const server = createServer(async (request, response) => {
    authority.asked += 1;
    const reply = await answers[authority.mood](await readAll(request));
    response.statusCode = authority.mood === 'is-down' ? 503 : 200;
    response.setHeader('content-type', 'application/timestamp-reply');
    response.end(reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const authority: TimestampAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    mood: 'stamps',
    asked: 0,
    async verify(data, reply) {
      await writeFile(at('data'), data);
      await writeFile(at('stamp'), reply);
      const args = ['-data', at('data'), '-in', at('stamp'), '-CAfile', at('ca.pem')];
      return openssl('ts', '-verify', ...args).then(
        ({ stdout }) => stdout.trim(),
        ({ stdout }) => stdout.trim(),
      );
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return authority;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
