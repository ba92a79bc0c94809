import { confirmTest as confirm } from '../readiness/confirm-test.ts';
import { lockTestOfCall } from '../readiness/test-page-store.ts';
import { defineAction } from './action.ts';

/** Whoever was called as a test has pressed the key. */
export const confirmTest = defineAction(
  {
    confirmed: {},
    over: {},
  },
  async (_deps, { tx, now, call }) => {
    const test = await lockTestOfCall(tx, call.id);
    if (!test || test.endedAt !== null) return { outcome: 'over' };
    await confirm({ tx, now }, test);
    return { outcome: 'confirmed' };
  },
);
