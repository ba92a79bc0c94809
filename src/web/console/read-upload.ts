import type { IncomingMessage } from 'node:http';

/** What a form with a file has sent: its texts, and the bytes of its files. */
export interface Upload {
  texts: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads a form that carries a file (`multipart/form-data`), up to a bound.
 * @returns what is wrong: `too-large`, or `unreadable` where it is no such form
 */
export async function readUpload(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Upload | 'too-large' | 'unreadable'> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return 'unreadable';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // the rest is read and dropped, so that the answer is heard
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > maxBytes) return 'too-large';
  try {
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
    const texts = new Map<string, string>();
    const files = new Map<string, Uint8Array>();
    for (const [name, value] of form) {
      if (typeof value === 'string') texts.set(name, value);
      else files.set(name, new Uint8Array(await value.arrayBuffer()));
    }
    return { texts, files };
  } catch {
    return 'unreadable';
  }
}
