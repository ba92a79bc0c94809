import { newHoles } from '../../../domain/rehearsal/compare-proofs.ts';
import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import { prove } from '../../../domain/rehearsal/prove.ts';
import type { Rehearsed } from '../../../domain/rehearsal/rehearsed.ts';

/** What is to be proven; with `before`, only what it does not have is answered. */
export interface ProofOrder {
  before?: Rehearsed;
  after: Rehearsed;
  from: Date;
  until: Date;
}

/** A process that proves once, and ends. */
process.once('message', ({ before, after, from, until }: ProofOrder) => {
  const time = { from, until };
  const holes: Impossible[] = prove(after, time);
  process.send?.(before ? newHoles(prove(before, time), holes) : holes, () => process.disconnect());
});
