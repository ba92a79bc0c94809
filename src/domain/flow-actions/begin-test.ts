import { lockTestOfCall, noteTestArrived } from '../readiness/test-page-store.ts';
import { defineAction } from './action.ts';

/** A test call was answered: it arrived, and is over only with a key. */
export const beginTest = defineAction(
  {
    test: {},
    quiet: {},
    over: {},
  },
  async (_deps, { tx, now, call }) => {
    const test = await lockTestOfCall(tx, call.id);
    if (!test || test.endedAt !== null) return { outcome: 'over' };
    await noteTestArrived(tx, test.id, now);
    return { outcome: test.quiet ? 'quiet' : 'test' };
  },
);
