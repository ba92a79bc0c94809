import type { Db } from '../../../platform/db/database.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import type { InstantCursor } from '../../read-model/paging.ts';
import { type Words, wordFor } from '../words/index.ts';
import type { CallFilter } from './call-filter.ts';
import { lengthOf, sayParty } from './call-words.ts';
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
    cellsOf: (call) => cellsOf(call, words),
  });
}

function cellsOf(call: CallRow, words: Words): (string | number | null)[] {
  const ms = lengthOf(call);
  return [
    call.startedAt.toISOString(),
    call.endedAt?.toISOString() ?? null,
    ms === null ? null : Math.round(ms / 1_000),
    words.calls.way[call.direction],
    sayParty(call, words),
    call.fromNumber,
    call.toNumber,
    wordFor(words.callStatus, call.status),
    call.customerNumber,
    call.customerName,
    call.contactName,
    call.engineerName,
    call.ticketNumber,
    call.sid,
  ];
}
