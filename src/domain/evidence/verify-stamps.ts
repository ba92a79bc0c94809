import { stampedAt } from '../../platform/time-stamp.ts';
import type { ProofFile } from './proof-file.ts';

/**
 * Whether the time stamps in a file are of the states that they stand beside. Whether the authority has signed them is for
 * whoever knows its certificate: `openssl ts -verify`.
 * @param leadsOn says what is wrong with a state that the file's own one has to lead on from; empty: nothing
 */
export function verifyStamps(
  { stamps = [] }: ProofFile,
  leadsOn: (checkpoint: string) => string[],
): { faults: string[]; notes: string[] } {
  const faults: string[] = [];
  const notes: string[] = [];
  for (const { size, authority, time, checkpoint, reply } of stamps) {
    const at = stampedAt(Buffer.from(reply, 'base64'), Buffer.from(checkpoint));
    const wrong = leadsOn(checkpoint);
    const isOfState = at?.toISOString() === time && checkpoint.split('\n')[1] === String(size);
    if (!isOfState || wrong.length > 0)
      faults.push(
        `The time stamp of ${authority} is not of the state that it stands beside${wrong.length > 0 ? `: ${wrong[0]}` : '.'}`,
      );
    else
      notes.push(
        `A time stamp of ${authority} says that the state with ${size} facts was there at ${time}. Check who signed it with "openssl ts -verify", see docs/evidence.md.`,
      );
  }
  return { faults, notes };
}
