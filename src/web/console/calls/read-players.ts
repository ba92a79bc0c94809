import { DateTime } from 'luxon';
import type { Retention } from '../../../domain/privacy/retention.ts';
import { isGone, type Recording } from '../../../domain/recordings/recording.ts';
import { findRecordings } from '../../../domain/recordings/recording-store.ts';
import {
  findTranscripts,
  MAX_TRANSCRIPT_TRIES,
  type Transcript,
} from '../../../domain/recordings/transcript-store.ts';
import type { Db } from '../../../platform/db/database.ts';

/** What a player shows of a recording before it is heard. */
export interface Player {
  sid: string;
  seconds: number | null;
  /** how loud it is, a byte each, from its beginning to its end */
  peaks: Uint8Array | null;
  isGone: boolean;
  deletedAt: Date | null;
  /** null: without an end, or not known */
  keptUntil: Date | null;
  /** what was said, as a machine heard it; null: not known, or not yet */
  transcript: string | null;
  /** why nothing was written down; null: it was, or nobody has tried to the end */
  unheard: 'no-words' | 'failed' | null;
}

export type Players = ReadonlyMap<string, Player>;

/** Recordings by their names; one that we do not keep yet can be heard all the same. */
export async function readPlayers(
  { database, retention }: { database: Db; retention: Retention },
  sids: readonly (string | null | undefined)[],
): Promise<Players> {
  const named = sids.filter((sid): sid is string => typeof sid === 'string');
  const found = named.length > 0 ? await findRecordings(database, named) : new Map<string, Recording>();
  const heard = named.length > 0 ? await findTranscripts(database, named) : new Map<string, Transcript>();
  return new Map(
    named.map((sid) => {
      const words = heard.get(sid);
      const { text: transcript = null } = words ?? {};
      return [sid, { ...soundOf(sid, found.get(sid), retention), transcript, unheard: whyUnheard(words) }];
    }),
  );
}

function whyUnheard(words: Transcript | undefined): Player['unheard'] {
  if (!words?.givenUpAt || words.text !== null) return null;
  return words.tries < MAX_TRANSCRIPT_TRIES ? 'no-words' : 'failed';
}

type Sound = Omit<Player, 'transcript' | 'unheard'>;

function soundOf(sid: string, recording: Recording | undefined, { recordings: period }: Retention): Sound {
  const kept = recording && period ? DateTime.fromJSDate(recording.madeAt).plus(period) : null;
  return {
    sid,
    seconds: recording?.seconds ?? null,
    peaks: recording?.peaks ?? null,
    isGone: recording ? isGone(recording) : false,
    deletedAt: recording?.deletedAt ?? null,
    keptUntil: kept?.toJSDate() ?? null,
  };
}
