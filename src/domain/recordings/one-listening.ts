/** A player asks for a recording piece by piece; pieces within this time are one listening. */
export const ONE_LISTENING_MS = 60_000;
