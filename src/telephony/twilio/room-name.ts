/** One room a ticket: whoever is put through about a ticket meets there. */
export function roomOf(ticketNumber: string | undefined): string {
  return `case-${ticketNumber ?? 'unknown'}`;
}
