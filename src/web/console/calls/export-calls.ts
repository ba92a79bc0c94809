import type { Db } from '../../../platform/db/database.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import type { InstantCursor } from '../../read-model/paging.ts';
import type { Words } from '../words/index.ts';
import type { CallFilter } from './call-filter.ts';
import { lengthOf } from './call-words.ts';
import { csvFile } from './csv.ts';
import { readCalls, readCursor } from './read-calls.ts';

const AT_ONCE = 500;

/** The calls that fit a filter as CSV, newest first. */
export function exportCalls(db: Db, filter: CallFilter, words: Words): AsyncGenerator<string> {
  return csvFile({
    heads: words.csv,
    separator: words.csvSeparator,
    async read(cursor: InstantCursor | null) {
      const { calls, next } = await readCalls(db, filter, { cursor, limit: AT_ONCE });
      return { rows: calls, next: next === null ? null : readCursor(next) };
    },
    cellsOf,
  });
}

function cellsOf(call: CallRow): (string | number | null)[] {
  const ms = lengthOf(call);
  return [
    call.startedAt.toISOString(),
    call.endedAt?.toISOString() ?? null,
    ms === null ? null : Math.round(ms / 1_000),
    call.direction,
    call.party,
    call.fromNumber,
    call.toNumber,
    call.status,
    call.customerNumber,
    call.customerName,
    call.contactName,
    call.engineerName,
    call.ticketNumber,
    call.sid,
  ];
}
