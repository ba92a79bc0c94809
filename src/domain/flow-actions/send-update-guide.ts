import { writeSms } from '../messages/write-sms.ts';
import { defineAction } from './action.ts';

/** How to update the databases, as a link the operator has set: sent to the caller's number. */
export const sendUpdateGuide = defineAction(
  {
    sent: {},
    'no-guide': {},
  },
  async (deps, { tx, now, visit }) => {
    const to = visit.vars['callback-number'];
    if (deps.updateGuideUrl === undefined || !to) return { outcome: 'no-guide' };
    const sms = { audience: 'customer' as const, to, language: visit.language, text: 'update-guide' };
    await writeSms({ tx, hotline: deps.hotline, now }, { ...sms, vars: { link: deps.updateGuideUrl } });
    return { outcome: 'sent' };
  },
);
