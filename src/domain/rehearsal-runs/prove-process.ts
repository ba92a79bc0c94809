import { newHoles } from '../rehearsal/compare-proofs.ts';
import type { Impossible } from '../rehearsal/proof.ts';
import { prove } from '../rehearsal/prove.ts';
import type { Rehearsed } from '../rehearsal/rehearsed.ts';

/** What is to be proven: what is in force alone, or held against what it was before a change. */
export interface ProofOrder {
  before?: Rehearsed;
  after: Rehearsed;
  from: Date;
  until: Date;
}

export interface Proven {
  /** times in which a promise cannot be kept */
  holes: Impossible[];
  /** those that were none before */
  breaks: Impossible[];
  /** those that were before, and are none any more */
  mends: Impossible[];
}

/** A process that proves once, and ends. */
process.once('message', ({ before, after, from, until }: ProofOrder) => {
  const time = { from, until };
  const holes = prove(after, time);
  const known = before ? prove(before, time) : holes;
  const proven: Proven = { holes, breaks: newHoles(known, holes), mends: newHoles(holes, known) };
  process.send?.(proven, () => process.disconnect());
});
