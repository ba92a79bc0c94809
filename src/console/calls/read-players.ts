import { DateTime } from 'luxon';
import type { Db } from '../../db/database.ts';
import type { Retention } from '../../privacy/retention.ts';
import { isGone, type Recording } from '../../recordings/recording.ts';
import { findRecordings } from '../../recordings/recording-store.ts';

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
}

export type Players = ReadonlyMap<string, Player>;

/** Recordings by their names; one that we do not keep yet can be heard all the same. */
export async function readPlayers(
  { database, retention }: { database: Db; retention: Retention },
  sids: readonly (string | null | undefined)[],
): Promise<Players> {
  const named = sids.filter((sid): sid is string => typeof sid === 'string');
  const found = named.length > 0 ? await findRecordings(database, named) : new Map<string, Recording>();
  return new Map(named.map((sid) => [sid, playerOf(sid, found.get(sid), retention)]));
}

function playerOf(sid: string, recording: Recording | undefined, { recordings: period }: Retention): Player {
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
