/** Who changes an entry in the console, and when. */
export interface Change {
  /** the user's name */
  by: string;
  now: Date;
}
