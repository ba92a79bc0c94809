import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Bucket extends AsyncDisposable {
  endpoint: string;
  name: string;
  key: { id: string; secret: string };
  /** what lies in it, by key */
  objects: Map<string, Buffer>;
  /** From now on it answers everything with this status; null: as usual. */
  failWith(status: number | null): void;
  /** What it says of keeping versions: `Enabled`, `Suspended`, or nothing; null: it refuses to say. */
  versioning: string | null;
  /** What is kept next is not what was sent. */
  spoilNext(): void;
}

/**
 * A storage that speaks as much of Amazon's S3 as keeping recordings needs, and is strict about it: who signs wrongly
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html), leaves out the length, or sends
 * something else than its checksum says, is refused.
 */
export async function openBucket(): Promise<Bucket> {
  const key = { id: 'the-key-of-the-tests', secret: 'the-secret-of-the-tests' };
  const name = 'recordings';
  const objects = new Map<string, Buffer>();
  let failure: number | null = null;
  let spoilt = false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '', 'http://bucket');
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(
          request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
        );
    if (failure !== null) return refuse(failure, 'SlowDown');
    if (!isSigned(request, url, key)) return refuse(403, 'SignatureDoesNotMatch');
    const [, bucket, ...path] = decodeURIComponent(url.pathname).split('/');
    if (bucket !== name) return refuse(404, 'NoSuchBucket');
    const sent = Buffer.concat(chunks);
    const asked = url.searchParams.has('versioning') ? { versioning: opened.versioning } : {};
    answer({ request, response, refuse, ...asked }, path.join('/'), sent, objects);
    if (spoilt && request.method === 'PUT') objects.set(path.join('/'), sent.reverse());
    spoilt &&= request.method !== 'PUT';
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened: Bucket = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    versioning: '',
    name,
    key,
    objects,
    failWith(status) {
      failure = status;
    },
    spoilNext() {
      spoilt = true;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return opened;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
function versioningOf(status: string): string {
  const said = status === '' ? '' : `<Status>${status}</Status>`;
  return `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${said}</VersioningConfiguration>`;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  refuse(status: number, code: string): void;
  /** asked for, and nothing else */
  versioning?: string | null;
}

function answer(
  { request, response, refuse, versioning }: Exchange,
  key: string,
  body: Buffer,
  objects: Map<string, Buffer>,
) {
  const kept = objects.get(key);
  if (versioning === null) return refuse(403, 'AccessDenied');
  if (versioning !== undefined) return response.end(versioningOf(versioning));
  if (request.method === 'HEAD' && key === '') return response.writeHead(200).end();
  if (request.method === 'PUT') {
    if (Number(request.headers['content-length']) !== body.length) return refuse(411, 'MissingContentLength');
    const checksum = createHash('sha256').update(body).digest('base64');
    if (request.headers['x-amz-checksum-sha256'] !== checksum) return refuse(400, 'BadDigest');
    objects.set(key, body);
    return response.writeHead(200, { etag: '"1"' }).end();
  }
  if (request.method === 'DELETE') {
    objects.delete(key);
    return response.writeHead(204).end();
  }
  if (request.method !== 'GET') return refuse(405, 'MethodNotAllowed');
  if (!kept) return refuse(404, 'NoSuchKey');
  const [, from, until] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined) return response.writeHead(200, { 'content-length': kept.length }).end(kept);
  const piece = kept.subarray(Number(from), Number(until) + 1);
  return response
    .writeHead(206, {
      'content-length': piece.length,
      'content-range': `bytes ${from}-${until}/${kept.length}`,
    })
    .end(piece);
}

/** Whether a request bears the signature, version 4, of the holder of the key. */
function isSigned(request: IncomingMessage, url: URL, key: { id: string; secret: string }): boolean {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w{64})$/;
  const [, id, day = '', region = '', names = '', signature = ''] =
    pattern.exec(request.headers.authorization ?? '') ?? [];
  if (id !== key.id) return false;
  const signed = names.split(';');
  if (!signed.includes('host') || !signed.includes('x-amz-date')) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&');
  const canonical = [
    request.method,
    url.pathname,
    query,
    ...signed.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash].join('\n');
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  const signing = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${key.secret}`, day));
  return timingSafeEqual(hmac(signing, toSign), Buffer.from(signature, 'hex'));
}
