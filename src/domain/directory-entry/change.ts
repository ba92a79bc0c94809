/** Who changes an entry in the console, and when. */
export interface DirectoryChange {
  /** the user's name */
  by: string;
  now: Date;
}
