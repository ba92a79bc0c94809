import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Audio } from '../domain/recordings/open-audio.ts';
import type { Piece } from '../domain/recordings/storage.ts';
import { isHeadOnly } from './is-head-only.ts';

/** Express's word for a piece that lies outside. */
const UNSATISFIABLE = -1;

/**
 * Answers with audio, whole or in the piece that is asked for: RFC 9110, section 14.
 * @throws HotlineError as `audio.read` does; then nothing has been answered yet
 */
export async function sendAudio(request: Request, response: Response, audio: Audio): Promise<void> {
  const { bytes, contentType, etag } = audio;
  const piece = pieceOf(request, audio);
  if (piece === 'outside') {
    response.status(416).set('content-range', `bytes */${bytes}`).end();
    return;
  }
  const stream = isHeadOnly(request) ? null : await audio.read(piece);
  response.set({
    'accept-ranges': 'bytes',
    // whoever gave us the recording named its type: a browser must not take it for a page of ours
    'content-type': contentType.startsWith('audio/') ? contentType : 'application/octet-stream',
    'content-length': String(piece ? piece.end - piece.start + 1 : bytes),
    'x-content-type-options': 'nosniff',
  });
  if (etag !== null) response.set('etag', etag);
  if (piece) response.status(206).set('content-range', `bytes ${piece.start}-${piece.end}/${bytes}`);
  if (!stream) {
    response.end();
    return;
  }
  // whoever listened has hung up, or the storage broke off: the connection is cut, and there is nothing left to answer
  await pipeline(stream, response).catch(() => {});
}

/** Several pieces at once, and what is no range, are answered with the whole. */
function pieceOf(request: Request, { bytes, etag }: Audio): Piece | 'outside' | undefined {
  const condition = request.header('if-range');
  // a listener whose audio has changed meanwhile must not join two halves
  if (condition !== undefined && condition !== etag) return undefined;
  const ranges = request.range(bytes, { combine: true });
  if (ranges === UNSATISFIABLE) return 'outside';
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}
