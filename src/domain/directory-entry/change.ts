/** An entry as somebody wants it, over the one that they saw. */
export interface EditedEntry<Entry> {
  /** it was checked */
  entry: Entry;
  /** the `fingerprintOf` the entry that was edited */
  version: string;
}

/** Who changes an entry in the console, and when. */
export interface DirectoryChange {
  /** the user's name */
  by: string;
  now: Date;
}
