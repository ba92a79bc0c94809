/** Somebody who is rung to listen to a talk, or who does: muted, and only once everybody in it was told. */
export interface TalkListener {
  id: string;
  ticketNumber: string;
  /** the talk: the attempt that brought the two together */
  attemptId: string;
  /** the leg that they are rung on */
  callId: string;
  user: { id: string; name: string };
  /** null: they have not said yet that they want to */
  announcementId: string | null;
  /** null: they were never in */
  beganAt: Date | null;
  endedAt: Date | null;
}

/** What is said into a talk, to everybody who is in it. */
export interface Announcement {
  id: string;
  ticketNumber: string;
  attemptId: string;
  /** the name of its words in the prompt files */
  prompt: string;
  wantedAt: Date;
  /** the carrier has asked for the words */
  fetchedAt: Date | null;
  /** it has said them to the end */
  endedAt: Date | null;
  failedAt: Date | null;
}
