/**
 * How many connections to PostgreSQL a process opens at most, by what they are for: each kind has its own, so that none waits
 * behind another.
 */
export const CONNECTIONS = {
  /** whoever is on the line, in the console or at the API */
  requests: 10,
  /** one for the figures, one for readiness */
  watching: 2,
  /** looks now and then whether rows can be read and written */
  standing: 1,
  /** what is due */
  work: 8,
  /** a worker says that it is there */
  presence: 1,
  /** and hears what other processes have written */
  hearing: 1,
  /** BullMQ on PostgreSQL: so many to set alarms, and as many to hear them */
  queue: 4,
} as const;

/** All of one process together. At the start, while tables are looked at, two more. */
export function mostConnections(role: 'all' | 'web' | 'worker', queue: 'redis' | 'postgres'): number {
  const { requests, watching, standing, work, presence, hearing, queue: one } = CONNECTIONS;
  const ends = queue === 'redis' ? 0 : one;
  const always = requests + watching + standing + ends;
  return role === 'web' ? always : always + work + presence + hearing + ends;
}
