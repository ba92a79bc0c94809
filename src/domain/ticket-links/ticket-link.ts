/** A link that opens one ticket for one engineer. */
export interface TicketLink {
  id: string;
  ticketNumber: string;
  engineer: string;
  /** the phone that the text with it went to; null: not known */
  sentTo: string | null;
  expiresAt: Date;
  /** the first one first */
  devices: LinkDevice[];
}

/** A browser in which a link was opened. */
export interface LinkDevice {
  /** of the name that only the browser keeps */
  hash: Buffer;
  /** as people call it */
  browser: string | null;
  openedAt: Date;
}
