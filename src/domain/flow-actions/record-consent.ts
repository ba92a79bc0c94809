import { createHash } from 'node:crypto';
import { addCallEvents } from '../calls/call-store.ts';
import { defineAction } from './action.ts';

/** Enough to tell two wordings apart at sight. */
const VERSION_LENGTH = 12;

/** Consent is asked before anything is recorded: who, when, and which words were agreed to (§ 201 StGB). */
export const recordConsent = defineAction(
  {
    recorded: {},
  },
  async (_desk, { tx, now, call, visit, script }) => {
    const text = script.prompts.get(visit.language)?.say.consent ?? [];
    const version = createHash('sha256').update(text.join('\n')).digest('hex').slice(0, VERSION_LENGTH);
    const detail = { language: visit.language, text, version, contact: visit.vars.contact ?? null };
    await addCallEvents(tx, call.id, [{ at: now, kind: 'consent', state: visit.state, detail }]);
    return { outcome: 'recorded' };
  },
);
