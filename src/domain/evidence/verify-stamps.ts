import { readTimeStamp } from '../../platform/time-stamp.ts';
import type { ProofFile } from './proof-file.ts';

/**
 * Whether the time stamps in a file are of the states that they stand beside, and signed by the certificates that they carry. Who
 * issued a certificate is for whoever knows the authority: `openssl ts -verify`.
 * @param leadsOn says what is wrong with a state that the file's own one has to lead on from; empty: nothing
 */
export function verifyStamps(
  { stamps = [] }: Pick<ProofFile, 'stamps'>,
  leadsOn: (checkpoint: string) => string[],
): { faults: string[]; notes: string[] } {
  const faults: string[] = [];
  const notes: string[] = [];
  for (const { size, authority, time, checkpoint, reply } of stamps) {
    const stamp = readTimeStamp(Buffer.from(reply, 'base64'), Buffer.from(checkpoint));
    const [wrong] = leadsOn(checkpoint);
    const isOfState = stamp?.at.toISOString() === time && checkpoint.split('\n')[1] === String(size);
    if (!isOfState || wrong !== undefined)
      faults.push(
        `The time stamp of ${authority} is not of the state that it stands beside${wrong === undefined ? '.' : `: ${wrong}`}`,
      );
    else if (stamp.signer.outcome === 'forged')
      faults.push(
        `The time stamp of ${authority} is not signed by the certificate in it, or that one was not valid for it.`,
      );
    else {
      const checked =
        stamp.signer.outcome === 'signed'
          ? `It is signed by the certificate in it ("${stamp.signer.by}"), which is one for time stamps and was valid then. Who issued that one, "openssl ts -verify" checks`
          : 'Its signature was not checked: its certificate is missing, or its method is not known here. "openssl ts -verify" checks it';
      notes.push(
        `A time stamp of ${authority} says that the state with ${size} facts was there at ${time}. ${checked}, see docs/evidence.md.`,
      );
    }
  }
  return { faults, notes };
}
