/**
 * Where a recording is: `at-carrier` → `stored` (by us, and still at the carrier) → `deleted-at-carrier`.
 * `missing`: the carrier never gave it out. `unwanted`: to be deleted wherever it is; then `deleted`.
 */
export type RecordingState =
  | 'at-carrier'
  | 'stored'
  | 'deleted-at-carrier'
  | 'missing'
  | 'unwanted'
  | 'deleted';

/** What somebody said on a call: the carrier records it, we keep it. */
export interface Recording {
  /** the carrier's name for it */
  sid: string;
  callId: string | null;
  madeAt: Date;
  seconds: number | null;
  state: RecordingState;
  /** how often in a row fetching, storing or deleting it has failed */
  failures: number;
  stored: StoredAudio | null;
  /** how loud it is from its beginning to its end, a byte each; null if that could not be read */
  peaks: Uint8Array | null;
  deletedAt: Date | null;
}

/** Audio as it lies in the storage. */
export interface StoredAudio {
  key: string;
  contentType: string;
  bytes: number;
  /** in hexadecimal digits */
  sha256: string;
  at: Date;
}

/** Where a recording is kept: a folder a month, so that no folder grows without end. */
export function storageKey({ sid, madeAt }: Pick<Recording, 'sid' | 'madeAt'>): string {
  return `${madeAt.toISOString().slice(0, 7)}/${sid}.wav`;
}

/** Nobody may hear it any more. */
export function isGone({ state }: Pick<Recording, 'state'>): boolean {
  return state === 'unwanted' || state === 'deleted';
}
