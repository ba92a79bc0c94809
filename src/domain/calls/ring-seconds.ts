/** So long the carrier lets a phone ring, by whose it is. */
export const RING_SECONDS = { engineer: 25, customer: 35, caller: 30 };
