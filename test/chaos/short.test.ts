import { expect, test } from 'vitest';
import { runSuite } from '../../chaos/suite.ts';
import { isBalanced, table } from '../../chaos/table.ts';
import { hasSetClock } from '../support/set-clock.ts';

/** Another seed lets other things break; it stands in the table. */
const SEED = Number(process.env.CHAOS_SEED ?? 7);
/** Of one process and its database, and of the way to the carrier. */
const KINDS_OF_FAULTS = 6 + 7;

test.skipIf(hasSetClock)(
  'calls, while the service and its carrier break now and then: the ledger balances',
  async () => {
    const result = await runSuite({
      stage: 'embedded',
      seed: SEED,
      calls: 90,
      rate: 3,
      brief: true,
      // laws, no times: whatever else runs on this machine
      promisedSeconds: 120,
    });
    expect(isBalanced(result), table(result)).toBe(true);
    expect(new Set(result.faults.map(({ kind }) => kind)).size).toBe(KINDS_OF_FAULTS);
  },
  400_000,
);
