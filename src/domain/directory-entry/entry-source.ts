/**
 * Who an entry of the registry belongs to. A directory file changes only what is its own; what somebody has changed in
 * the console stands until it is handed back.
 */
export interface EntrySource {
  source: 'file' | 'console';
  /** when and by whom it was changed in the console; null for what came from a file */
  changedAt: Date | null;
  /** the name of the user */
  changedBy: string | null;
}

/** The columns of an `EntrySource` in a select list. */
export const SOURCE_COLUMNS = 'source, changed_at as "changedAt", changed_by as "changedBy"';
