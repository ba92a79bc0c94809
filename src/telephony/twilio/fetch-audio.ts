import { HotlineError } from '../../platform/errors.ts';

export interface AudioSource {
  /** the carrier's REST API */
  base: string;
  /** below it */
  path: string;
  authorization: string;
  /** for the whole of it, however long */
  timeoutMs: number;
}

/** The carrier's answer: only with status 200 audio. */
interface FetchedAudio {
  status: number;
  contentType: string;
  /** null: not said */
  bytes: number | null;
  body: ReadableStream<Uint8Array> | null;
}

/** What a caller says in some minutes is a few MB; an hour would be 58. */
const MAX_BYTES = 64_000_000;
const MAX_REDIRECTS = 3;
/** Where Twilio keeps media. */
const TWILIO_HOSTS = ['twilio.com', 'twiliocdn.com'];

/**
 * Fetches audio from the carrier. It may lead on to hosts of its own, over https; our credentials go to the API alone.
 * @throws HotlineError `audio-elsewhere` where it leads to anybody else, `audio-too-large` also while the body is read
 */
export async function fetchAudio(source: AudioSource): Promise<FetchedAudio> {
  const signal = AbortSignal.timeout(source.timeoutMs);
  const origin = new URL(source.base).origin;
  let url = new URL(source.base + source.path);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const headers = url.origin === origin ? { authorization: source.authorization } : {};
    const response = await fetch(url, { headers, redirect: 'manual', signal }).catch((cause: unknown) => {
      throw new HotlineError('carrier-unknown-outcome', 'the carrier gave no answer', { cause });
    });
    const location = isRedirect(response.status) ? response.headers.get('location') : null;
    if (location === null) return bounded(response);
    await response.body?.cancel();
    url = nextOf(location, url, source.base);
  }
  throw new HotlineError('audio-elsewhere', `the carrier led on more than ${MAX_REDIRECTS} times`);
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function nextOf(location: string, from: URL, base: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (next && isOfCarrier(next, new URL(base))) return next;
  // where it leads to may be a secret: addresses of storages are signed
  throw new HotlineError(
    'audio-elsewhere',
    `the carrier led to ${next?.host ?? 'nowhere'}, which is none of its own hosts`,
  );
}

function isOfCarrier(next: URL, base: URL): boolean {
  if (next.username !== '' || next.password !== '') return false;
  if (next.origin === base.origin) return true;
  const isTwilio = isBelow(base.hostname, 'twilio.com');
  const hosts = isTwilio ? TWILIO_HOSTS : [base.hostname];
  return next.protocol === 'https:' && next.port === '' && hosts.some((host) => isBelow(next.hostname, host));
}

function isBelow(hostname: string, host: string): boolean {
  return hostname === host || hostname.endsWith(`.${host}`);
}

/** The answer, whose body breaks off where it becomes too large. */
function bounded(response: Response): FetchedAudio {
  const { status, headers } = response;
  const length = headers.get('content-length');
  if (Number(length) > MAX_BYTES) {
    response.body?.cancel().catch(() => {});
    throw tooLarge();
  }
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw tooLarge();
      controller.enqueue(chunk);
    },
  });
  return {
    status,
    contentType: headers.get('content-type') ?? 'audio/wav',
    bytes: length === null || headers.has('content-encoding') ? null : Number(length),
    body: response.body?.pipeThrough(counter) ?? null,
  };
}

function tooLarge(): HotlineError {
  return new HotlineError('audio-too-large', `a recording is larger than ${MAX_BYTES / 1_000_000} MB`);
}
