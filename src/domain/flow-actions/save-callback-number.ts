import { defineAction } from './action.ts';
import { keepCallbackNumber } from './keep-callback-number.ts';

/** The number that was keyed in and confirmed is where the callback goes. */
export const saveCallbackNumber = defineAction(
  {
    saved: { tells: ['callback-number'] },
  },
  async (_desk, context) => {
    const { ticket, 'new-number': number } = context.visit.vars;
    if (!ticket || !number) return { outcome: 'saved' };
    await keepCallbackNumber(context, ticket, number);
    return { outcome: 'saved', vars: { 'callback-number': number } };
  },
);
