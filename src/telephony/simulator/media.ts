/** How long media plays whose length cannot be read. */
const UNKNOWN_SECONDS = 3;

/** A WAV header tells bytes a second here, and the sound begins there. */
const BYTE_RATE_AT = 28;
const HEADER_BYTES = 44;

const TIMEOUT_MS = 15_000;

/** Media as the carrier finds it behind a Play. */
export type Media = { ok: true; seconds: number } | { ok: false; problem: string };

/** Fetches media, each address until it is found, to see that it is there and how long it plays. */
export class MediaLibrary {
  readonly #known = new Map<string, Media>();

  async find(url: string): Promise<Media> {
    const known = this.#known.get(url);
    if (known) return known;
    const media = await fetchMedia(url);
    if (media.ok) this.#known.set(url, media);
    return media;
  }
}

async function fetchMedia(url: string): Promise<Media> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const type = response.headers.get('content-type') ?? '';
    const sound = Buffer.from(await response.arrayBuffer());
    if (!response.ok) return { ok: false, problem: `answered ${response.status}` };
    if (!type.startsWith('audio/')) return { ok: false, problem: `is no sound but "${type}"` };
    return { ok: true, seconds: lengthOf(sound) };
  } catch {
    return { ok: false, problem: 'gave no answer' };
  }
}

function lengthOf(sound: Buffer): number {
  const isWav = sound.length > HEADER_BYTES && sound.toString('latin1', 0, 4) === 'RIFF';
  const bytesASecond = isWav ? sound.readUInt32LE(BYTE_RATE_AT) : 0;
  return bytesASecond > 0 ? (sound.length - HEADER_BYTES) / bytesASecond : UNKNOWN_SECONDS;
}
