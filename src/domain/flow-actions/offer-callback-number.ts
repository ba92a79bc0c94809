import { defineAction } from './action.ts';

/** Who is verified may choose the number; who is not is called back on a number of the contract, which is not disclosed. */
export const offerCallbackNumber = defineAction(
  {
    offered: { tells: ['callback-number'] },
    none: {},
    fixed: {},
  },
  async (_desk, { visit }) => {
    if (visit.vars.contact === undefined) return { outcome: 'fixed' };
    return { outcome: visit.vars['callback-number'] ? 'offered' : 'none' };
  },
);
