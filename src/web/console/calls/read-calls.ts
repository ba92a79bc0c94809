import type { Db } from '../../../platform/db/database.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import { callRowsOf } from '../../read-model/call-view-store.ts';
import { type InstantCursor, instantCursor, pageOf } from '../../read-model/paging.ts';
import type { CallFilter } from './call-filter.ts';
import { findCallPlaces } from './call-log-store.ts';

/** One page of the call log, newest first; `next` is the cursor of the page after it, null on the last. */
export async function readCalls(
  db: Db,
  filter: CallFilter,
  from: { cursor: InstantCursor | null; limit: number },
): Promise<{ calls: CallRow[]; next: string | null }> {
  const places = await findCallPlaces(db, filter, from);
  const { data, next } = pageOf(
    places,
    from.limit,
    ({ id }) => id,
    ({ startedAt, id }) => [startedAt.toISOString(), id],
  );
  return { calls: await callRowsOf(db, data), next };
}

/** The cursor that somebody hands back; null if it is missing or none of ours. */
export function readCursor(text: string): InstantCursor | null {
  return instantCursor.safeParse(text).data ?? null;
}
