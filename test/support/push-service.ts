import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  randomBytes,
  verify,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser that is subscribed: what its page would hand on, and what the service and the browser know of it. */
export interface Subscribed {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A notification that the service took, as the browser would read it. */
export interface Notified {
  to: string;
  payload: { ticket: string; severity: number; text: string };
  topic: string;
  ttl: number;
}

/**
 * A push service that believes nothing: each request has to be encrypted for the browser it names and signed with the key that
 * the browser subscribed with. RFC 8030 (delivery), 8188 and 8291 (encryption), 8292 (who sends).
 */
export interface PushService extends AsyncDisposable {
  origin: string;
  notified: Notified[];
  /** what was wrong with requests, in words */
  faults: string[];
  /** how many requests came, whatever became of them */
  asked: number;
  /** a browser subscribes with the hotline's key */
  subscribe(publicKey: string): Subscribed;
  /** from now on it does not know the browser any more */
  forget(browser: Subscribed, status?: 404 | 410): void;
  /** the next requests are answered so; 0: not at all, the connection is cut */
  failNext(status: number, times?: number): void;
}

interface Known {
  ecdh: ECDH;
  auth: Buffer;
  key: string;
  goneWith: number | null;
}

const DAY_SECONDS = 24 * 60 * 60;

export async function openPushService(): Promise<PushService> {
  const browsers = new Map<string, Known>();
  const failing: number[] = [];
  const service = { notified: [] as Notified[], faults: [] as string[], asked: 0 };
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    opened.asked += 1;
    const failure = failing.shift();
    if (failure === 0) {
      response.destroy();
      return;
    }
    const known = browsers.get(request.url ?? '');
    const status = failure ?? known?.goneWith ?? (known ? judge(request, Buffer.concat(chunks), known) : 404);
    response.writeHead(status, status === 201 ? { location: `${origin}/message` } : {}).end();
  }

  function judge(request: IncomingMessage, body: Buffer, known: Known): number {
    try {
      const { headers } = request;
      expectThat(request.method === 'POST', 'not a POST');
      expectThat(headers['content-encoding'] === 'aes128gcm', 'not aes128gcm');
      expectThat(/^\d+$/.test(headers.ttl as string), 'no TTL');
      expectThat(headers.urgency === 'high', 'not urgent');
      expectThat(/^[\w-]{1,32}$/.test(headers.topic as string), 'no topic, or one that is too long');
      expectThat(body.length <= 4096, 'too long');
      checkSender(headers.authorization ?? '', known.key, origin);
      const payload = JSON.parse(decrypt(body, known)) as Notified['payload'];
      const [topic, ttl] = [headers.topic as string, Number(headers.ttl)];
      opened.notified.push({ to: `${origin}${request.url}`, payload, topic, ttl });
      return 201;
    } catch (error) {
      opened.faults.push((error as Error).message);
      return 403;
    }
  }

  const opened: PushService = {
    ...service,
    origin,
    subscribe(publicKey) {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const path = `/send/${randomBytes(12).toString('base64url')}`;
      browsers.set(path, { ecdh, auth, key: publicKey, goneWith: null });
      return {
        endpoint: origin + path,
        p256dh: ecdh.getPublicKey().toString('base64url'),
        auth: auth.toString('base64url'),
      };
    },
    forget({ endpoint }, status = 410) {
      const known = browsers.get(new URL(endpoint).pathname);
      if (known) known.goneWith = status;
    },
    failNext(status, times = 1) {
      failing.push(...Array.from({ length: times }, () => status));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return opened;
}

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** RFC 8292: a token signed with the key that the browser subscribed with, for this service, and soon over. */
function checkSender(authorization: string, subscribedWith: string, origin: string): void {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  expectThat(key === subscribedWith, 'another key than the browser subscribed with');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', x: x as string, y: y as string };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const isSigned = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expectThat(isSigned, 'a signature that is not right');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const ahead = Number(exp) - Date.now() / 1_000;
  expectThat(aud === origin, 'a token for another service');
  expectThat(ahead > 0 && ahead <= DAY_SECONDS, 'a token that is over, or lasts for more than a day');
  expectThat(/^(mailto:|https:)/.test(String(sub)), 'nobody to write to');
}

/** RFC 8291, section 3.4, and RFC 8188, section 2. */
function decrypt(body: Buffer, { ecdh, auth }: Known): string {
  const salt = body.subarray(0, 16);
  const length = body[20] ?? 0;
  const sender = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const shared = ecdh.computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const secret = expand(hmac(auth, shared), info, 32);
  const random = hmac(salt, secret);
  const key = expand(random, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = expand(random, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** One round of HKDF is enough here. */
function expand(key: Buffer, info: Buffer, length: number): Buffer {
  return hmac(key, Buffer.concat([info, Buffer.from([1])])).subarray(0, length);
}
