import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { lookAtService } from '../../src/cli/doctor/look-at-service.ts';
import { sendPush } from '../../src/domain/push/push-sender.ts';
import { createS3Storage } from '../../src/domain/recordings/s3-storage.ts';
import { createIdentityProvider } from '../../src/domain/users/identity-provider.ts';
import { sendMail } from '../../src/platform/mail/send-mail.ts';
import { requestTimeStamp } from '../../src/platform/time-stamp.ts';
import { createCarrier } from '../../src/telephony/twilio/client.ts';
import { findObstacle } from '../../src/telephony/twilio/find-obstacle.ts';
import { sendHeartbeat } from '../../src/worker/watchdog/send-heartbeat.ts';
import { openPushService } from '../support/push-service.ts';
import { rememberLog } from '../support/written-down.ts';

/** Stands for everything that nobody may read in a log. */
const SECRET = 'hush-hush';
const NO_MINUTES = 150;

/** Where a server leads to; whoever comes has been led. */
interface Stranger {
  url: string;
  visitors: number;
}

type Treats = (socket: Socket, stranger: Stranger) => void;

const drip = (socket: Socket, drop = 'a') => {
  const dripping = setInterval(() => socket.write(drop), 5);
  socket.once('close', () => clearInterval(dripping));
};

const flood = (socket: Socket, piece: string) => {
  const pour = () => {
    while (!socket.destroyed && socket.write(piece));
    if (!socket.destroyed) socket.once('drain', pour);
  };
  pour();
};

const HEAD = 'HTTP/1.1 200 OK\r\nconnection: close\r\n';
const CHUNK = `10000\r\n${'a'.repeat(0x10000)}\r\n`;

/** What a server may do to whoever asks it. */
const TREATMENTS: Record<string, Treats> = {
  'drips its head': (socket) => {
    socket.write(`${HEAD}x-long: `);
    drip(socket);
  },
  'drips its answer': (socket) => {
    socket.write(`${HEAD}content-length: 100000\r\n\r\n`);
    drip(socket);
  },
  'never ends': (socket) => {
    socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    flood(socket, CHUNK);
  },
  'says nothing': () => {},
  'leads elsewhere': (socket, { url }) =>
    void socket.end(
      `HTTP/1.1 307 Elsewhere\r\nlocation: ${url}/${SECRET}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
    ),
  'hangs up': (socket) => void socket.resetAndDestroy(),
  'is somebody else': (socket) =>
    void socket.end(`${HEAD}content-type: text/html\r\n\r\n<html>${SECRET}</html>`),
  'answers with something else': (socket) =>
    void socket.end(`${HEAD}content-type: application/json\r\n\r\n{"password":"${SECRET}"}`),
};

/** Takes whatever is sent, and treats whoever sent it. @param ways.isFirst whether it speaks first */
async function listen(
  treat: (socket: Socket) => void,
  { isFirst = false, tls }: { isFirst?: boolean; tls?: { key: Buffer; cert: Buffer } } = {},
) {
  const open = new Set<Socket>();
  const server = tls ? createTlsServer(tls) : createServer();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
  });
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    socket.on('error', () => {});
    if (isFirst) treat(socket);
    else socket.once('data', () => treat(socket));
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, open };
}

async function openStranger(): Promise<Stranger> {
  const stranger: Stranger = { url: '', visitors: 0 };
  const { port } = await listen((socket) => {
    stranger.visitors += 1;
    socket.end(`${HEAD}\r\n`);
  });
  stranger.url = `http://127.0.0.1:${port}`;
  return stranger;
}

const saying = (asked: Promise<unknown>) =>
  asked.then(
    (told) => `it went well: ${JSON.stringify(told)}`,
    (error: Error) => `${error.message} ${String(error.cause ?? '')}`,
  );

/** Whose answer is not read beyond its head. */
const ONLY_TOLD = /somebody else|something else|drips its answer|never ends/;
/** Any bytes may be audio; whether they are the ones that were kept, their digest tells. */
const TAKEN_AS_AUDIO = /somebody else|something else/;

/** Everybody whom the hotline asks over HTTP, what it then says, and what it takes for an answer. */
const ASKED: Record<string, { ask: (url: string) => Promise<string>; takes?: RegExp }> = {
  'the time stamp authority': {
    ask: (url) => saying(requestTimeStamp(url.replace('://', `://user:${SECRET}@`), Buffer.from('note'))),
  },
  'who hears the heartbeat': {
    async ask(url) {
      const { log, lines } = rememberLog();
      await sendHeartbeat(`${url}/${SECRET}`, log);
      return lines.join() || 'it went well';
    },
    takes: ONLY_TOLD,
  },
  'a push service': {
    async ask(url) {
      await using service = await openPushService();
      const keys = { publicKey: PUSH_KEYS.publicKey, privateKey: PUSH_KEYS.privateKey };
      const { p256dh, auth } = service.subscribe(keys.publicKey);
      const sent = await sendPush(
        { endpoint: `${url}/${SECRET}`, p256dh, auth },
        { payload: '{}', topic: 'topic' },
        { keys, subject: 'mailto:a@example.com' },
      );
      return sent === 'taken' ? 'it went well' : sent;
    },
    takes: ONLY_TOLD,
  },
  'PUBLIC_URL, as the carrier would': {
    ask: async (url) =>
      (await findObstacle(`${url}/twilio/voice`, { accountSid: 'AC1', authToken: SECRET })) ?? 'it went well',
  },
  'PUBLIC_URL, for the doctor': {
    async ask(url) {
      const { verdict, message } = await lookAtService(url);
      return verdict === 'ok' ? `it went well: ${message}` : message;
    },
  },
  'the identity provider': {
    async ask(url) {
      const settings = { issuer: url, clientId: 'hotline', clientSecret: SECRET, scopes: 'openid' };
      const provider = createIdentityProvider({ ...settings, roleClaim: 'groups', roles: [] });
      const begun = await provider.begin(`${url}/back`);
      return begun.outcome === 'begun' ? 'it went well' : (begun.error as Error).message;
    },
  },
  'the carrier': {
    ask: (url) =>
      saying(
        carrierAt(url).sendSms({ to: '+491', from: '+492', body: 'text', statusUrl: 'http://a.example' }),
      ),
  },
  'the carrier about a call': { ask: (url) => saying(carrierAt(url).callStatus('CA1')) },
  'the carrier about a recording': {
    ask: (url) =>
      saying(
        carrierAt(url)
          .fetchRecording('RE1')
          .then(({ body }) => new Response(body).arrayBuffer()),
      ),
    takes: TAKEN_AS_AUDIO,
  },
  'a bucket of recordings': { ask: (url) => saying(bucketAt(url).look()), takes: ONLY_TOLD },
  'a recording in a bucket': {
    ask: (url) =>
      saying(
        bucketAt(url)
          .read('a.wav')
          .then((audio) => audio.forEach(() => {})),
      ),
    takes: TAKEN_AS_AUDIO,
  },
};

const PUSH_KEYS = {
  publicKey: 'BIPUL12DLfytvTajnryr2PRdAgXS3HGKiLqndGcJGabyhHheJYlNGCeXl1dn18gSJ1WAkAPIxr4gK0_dQds4yiI',
  privateKey: 'UUxI4O8-FbRouAevSmBQ6o18hgE4nSG3qwvJTfKc-ls',
};

const carrierAt = (baseUrl: string) => createCarrier({ accountSid: 'AC1', authToken: SECRET, baseUrl });
const bucketAt = (endpoint: string) =>
  createS3Storage({
    bucket: 'b',
    prefix: '',
    endpoint,
    region: 'us-east-1',
    key: { id: 'id', secret: SECRET },
  });

let tls: { key: Buffer; cert: Buffer };
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const at = (name: string) => join(folder, name);
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', at('key'), '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', at('cert'), '-days', '3650'], { stdio: 'ignore' });
  tls = { key: readFileSync(at('key')), cert: readFileSync(at('cert')) };
  rmSync(folder, { recursive: true });

  // whatever is given as a total time-out of minutes is over at once
  const real = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    expect(ms).toBeLessThanOrEqual(10 * 60_000);
    return real(NO_MINUTES);
  });
});
afterAll(() => void vi.restoreAllMocks());

it('nobody outside is asked another way', () => {
  // the carrier’s audio comes as a stream, by rules of its own; the practice line speaks to this machine; pages of a browser do not ask from here
  const theirOwn = /fetch-outside|fetch-audio|telephony\/simulator/;
  const files = globSync('src/**/*.ts').filter((file) => !theirOwn.test(file));
  expect(
    files.filter((file) =>
      /(?<![\w.#])fetch\(|from 'node:https?'.*\brequest\b/.test(readFileSync(file, 'utf8')),
    ),
  ).toEqual([]);
});

describe.each(Object.entries(ASKED))('%s', (_who, { ask, takes }) => {
  it.each(Object.entries(TREATMENTS))('that %s', async (what, treat) => {
    const stranger = await openStranger();
    const { port, open } = await listen((socket) => treat(socket, stranger));
    const said = await ask(`http://127.0.0.1:${port}`);
    expect(said.startsWith('it went well')).toBe(takes?.test(what) ?? false);
    expect(said).not.toContain(SECRET);
    expect(stranger.visitors).toBe(0);
    // nobody keeps a connection of ours, nor do we hold theirs
    await expect.poll(() => open.size).toBe(0);
  });

  it('that never comes to TLS', async () => {
    const { port } = await listen(() => {});
    expect(await ask(`https://127.0.0.1:${port}`)).not.toMatch(/it went well|hush/);
  });

  it('whose certificate nobody knows', async () => {
    let heard = 0;
    const { port } = await listen(
      () => {
        heard += 1;
      },
      { tls },
    );
    expect(await ask(`https://127.0.0.1:${port}`)).not.toMatch(/it went well|hush/);
    expect(heard).toBe(0);
  });
});

/** Speaks SMTP until something is said to it that it answers with drops. */
function speakUntil(socket: Socket, last: RegExp): void {
  let isTaking = false;
  socket.write('220 mail.example\r\n');
  socket.on('data', (data: Buffer) => {
    const line = data.toString();
    const isOver = isTaking && line.endsWith('\r\n.\r\n');
    if (last.test(isOver ? 'END' : isTaking ? '' : line)) return drip(socket, '250-patience\r\n');
    if (isTaking && !isOver) return;
    isTaking = line.startsWith('DATA');
    socket.write(isTaking ? '354 go on\r\n' : '250 fine\r\n');
  });
}

/** Speaks SMTP, and says no to one thing. */
function refuseAt(socket: Socket, to: RegExp, no: string): void {
  let isTaking = false;
  const say = (about: string, usual: string) => socket.write(`${to.test(about) ? no : usual}\r\n`);
  say('220', '220 mail.example');
  socket.on('data', (data: Buffer) => {
    const line = data.toString();
    if (isTaking && !line.endsWith('\r\n.\r\n')) return;
    if (line.startsWith('QUIT')) return void socket.end('221 bye\r\n');
    const isOver = isTaking;
    isTaking = !isOver && line.startsWith('DATA');
    say(isOver ? 'END' : line, isTaking ? '354 go on' : '250 fine');
  });
}

describe('a mail server', () => {
  const LETTER = {
    to: 'b@example.com',
    subject: 's',
    text: 't',
    messageId: '<1@a>',
    date: new Date(0),
    attachments: [],
  };
  const at = (port: number) => ({ host: '127.0.0.1', port, isSecure: false, sender: 'a@example.com' });
  const auth = { user: 'hotline', pass: SECRET };

  it.each<[string, (socket: Socket) => void]>([
    ['drips its greeting', (socket) => drip(socket)],
    ['greets in lines without an end', (socket) => drip(socket, '220-patience\r\n')],
    ['floods us', (socket) => flood(socket, 'a'.repeat(0x10000))],
    ['says nothing', () => {}],
    ['hangs up', (socket) => void socket.resetAndDestroy()],
    ['speaks HTTP', (socket) => void socket.end(`${HEAD}\r\n`)],
    ['offers no TLS for the password', (socket) => speakUntil(socket, /^never/)],
  ])('that %s has surely not taken the mail', async (_what, treat) => {
    const { port, open } = await listen(treat, { isFirst: true });
    const sent = await sendMail({ ...at(port), auth }, LETTER);
    expect(sent).toMatchObject({ outcome: 'later' });
    expect(JSON.stringify(sent)).not.toContain(SECRET);
    await expect.poll(() => open.size).toBe(0);
  });

  it.each([
    ['its greeting', /^220/, '554 no service here', 'later'],
    ['hello', /^(EHLO|HELO)/, '550 who are you', 'later'],
    ['a sender it does not send for', /^MAIL/, '550 not your name', 'later'],
    ['a sender without TLS or password', /^MAIL/, '530 Must issue a STARTTLS command first', 'later'],
    ['who it is for', /^RCPT/, '550 no such reader', 'refused'],
    ['who it is for, today', /^RCPT/, '450 greylisted', 'later'],
    ['what stands in it', /^END/, '554 looks like spam', 'refused'],
  ])('that says no to %s', async (_what, to, no, outcome) => {
    const { port, open } = await listen((socket) => refuseAt(socket, to, no), { isFirst: true });
    const sent = await sendMail({ ...at(port), auth: undefined }, LETTER);
    expect(sent).toMatchObject({ outcome, error: expect.stringContaining(no) });
    await expect.poll(() => open.size).toBe(0);
  });

  it.each([
    ['to who it is for', /^RCPT/, 'later'],
    ['to the end of it: perhaps it was taken', /^END/, 'unknown'],
    ['to our farewell, after it was taken', /^QUIT/, 'sent'],
  ])('that drips an answer %s', async (_what, last, outcome) => {
    const { port, open } = await listen((socket) => speakUntil(socket, last), { isFirst: true });
    expect(await sendMail({ ...at(port), auth: undefined }, LETTER)).toMatchObject({ outcome });
    await expect.poll(() => open.size).toBe(0);
  });

  it.each([false, true])(
    'whose certificate nobody knows hears no password (from the first byte: %s)',
    async (isSecure) => {
      let heard = '';
      const { port } = await listen((socket) => socket.on('data', (data) => (heard += String(data))), {
        tls,
      });
      expect(await sendMail({ ...at(port), isSecure, auth }, LETTER)).toMatchObject({ outcome: 'later' });
      expect(heard).toBe('');
    },
  );
});
