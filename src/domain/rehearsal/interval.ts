import type { Count } from './tally.ts';

/** A share and the bounds between which the true one lies 95 times in 100. */
export interface Estimate {
  share: number;
  low: number;
  high: number;
}

const Z = 1.959964;
/** With fewer, how much they differ says too little. */
const MIN_REPLICATIONS = 10;

/**
 * The share that was kept. Tickets of one replication share their weather (one outage, one busy night), so the bounds come from
 * how much the replications differ: a ratio estimate, https://en.wikipedia.org/wiki/Ratio_estimator. With few of them, or
 * none that differs, Wilson's interval over all tickets,
 * https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval.
 * @returns null: there was no ticket
 */
export function estimateShare(counts: readonly Count[]): Estimate | null {
  const tickets = sum(counts.map((count) => count.tickets));
  const kept = sum(counts.map((count) => count.kept));
  if (tickets === 0) return null;
  const share = kept / tickets;
  const wilson = wilsonInterval(share, tickets);
  if (counts.length < MIN_REPLICATIONS) return { share, ...wilson };
  const squares = sum(counts.map((count) => (count.kept - share * count.tickets) ** 2));
  const error = (Math.sqrt((squares * counts.length) / (counts.length - 1)) / tickets) * Z;
  return {
    share,
    low: Math.max(0, Math.min(share - error, wilson.low)),
    high: Math.min(1, Math.max(share + error, wilson.high)),
  };
}

/** How much a share changes when the same calls are played in another way, replication by replication. */
export function estimateDifference(before: readonly Count[], after: readonly Count[]): Estimate | null {
  const tickets = {
    before: sum(before.map((count) => count.tickets)),
    after: sum(after.map((count) => count.tickets)),
  };
  if (tickets.before === 0 || tickets.after === 0) return null;
  const shareOf = (counts: readonly Count[], all: number) => sum(counts.map(({ kept }) => kept)) / all;
  const [was, is] = [shareOf(before, tickets.before), shareOf(after, tickets.after)];
  const share = is - was;
  const { length } = before;
  if (length < MIN_REPLICATIONS || after.length !== length) {
    const margin = Z * Math.sqrt((was * (1 - was)) / tickets.before + (is * (1 - is)) / tickets.after);
    return { share, low: share - margin, high: share + margin };
  }
  // what each replication adds to the difference; both ways share its weather, so most of that cancels out
  const squares = sum(
    before.map((one, index) => {
      const other = after[index] ?? { tickets: 0, kept: 0 };
      const part =
        (other.kept - is * other.tickets) / tickets.after - (one.kept - was * one.tickets) / tickets.before;
      return part ** 2;
    }),
  );
  const margin = Z * Math.sqrt((squares * length) / (length - 1));
  return { share, low: share - margin, high: share + margin };
}

function wilsonInterval(share: number, tickets: number): { low: number; high: number } {
  const square = Z ** 2 / tickets;
  const middle = (share + square / 2) / (1 + square);
  const margin = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / tickets + square / (4 * tickets));
  return { low: Math.max(0, middle - margin), high: Math.min(1, middle + margin) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
