import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { MAX_PROOF_BYTES } from '../../domain/evidence/proof-file.ts';
import { formatFault, HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';
import { decodeText } from '../../platform/text-file.ts';

/** A proof is the largest file that is read here: a backup or a disk is named by mistake. */
const MAX_BYTES = MAX_PROOF_BYTES;

/**
 * The bytes of a file that was named at the terminal. Of one that is too large, or has no end, no more is read.
 * @throws HotlineError `not-found` that says why it cannot be read, `bad-input` if it is too large
 */
export async function readBytes(file: string): Promise<Uint8Array> {
  const bytes = await buffer(createReadStream(file, { end: MAX_BYTES })).catch((cause: unknown) => {
    throw new HotlineError('not-found', `${file} cannot be read: ${fileFault(cause)}.`, {
      cause,
      remedy: 'Correct the path; it is relative to the folder you are in.',
    });
  });
  if (bytes.length <= MAX_BYTES) return bytes;
  throw new HotlineError(
    'bad-input',
    `${file} is larger than ${MAX_BYTES / 1024 ** 2} MiB, and no file that is read here is.`,
    {
      remedy: 'Correct the path; of a proof, ask for a shorter period.',
    },
  );
}

/**
 * Its text.
 * @throws HotlineError `not-found` if it cannot be read, `bad-input` if it is no text
 */
export async function readText(file: string): Promise<string> {
  const { text, faults } = decodeText(await readBytes(file), file);
  if (text === undefined) throw new HotlineError('bad-input', faults.map(formatFault).join('\n'));
  return text;
}
