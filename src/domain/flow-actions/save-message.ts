import { tellOfMessage } from '../ticket-operations/attach-voicemail.ts';
import { defineAction } from './action.ts';

/** A message from somebody we could not identify: the recording is in the call log, the supervisors are told. */
export const saveMessage = defineAction(
  {
    saved: { gives: 'message' },
  },
  async (deps, { tx, now, call }) => {
    await tellOfMessage({ tx, hotline: deps.hotline, now }, call);
    return { outcome: 'saved' };
  },
);
