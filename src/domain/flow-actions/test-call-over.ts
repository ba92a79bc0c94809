import { finishTest } from '../readiness/finish-test.ts';
import { lockTestOfCall } from '../readiness/test-page-store.ts';
import { defineAction } from './action.ts';

/** A test call has ended: without a key nobody was reached, unless it made way for a page. */
export const testCallOver = defineAction(
  {
    'not-reached': {},
    nothing: {},
  },
  async (deps, { tx, now, call, visit }) => {
    const test = await lockTestOfCall(tx, call.id);
    if (!test || test.endedAt !== null) return { outcome: 'nothing' };
    const hasMadeWay = call.status === 'canceled' || visit.vars.woken !== undefined;
    const reason = call.status === 'completed' ? 'no-key' : call.status;
    const end = hasMadeWay
      ? ({ outcome: 'withdrawn', reason: 'paged' } as const)
      : ({ outcome: 'failed', reason } as const);
    await finishTest({ tx, hotline: deps.hotline, now }, test, end);
    return { outcome: 'not-reached' };
  },
);
