import { supervisorPhones } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { defineAction } from './action.ts';

/** A message from somebody we could not identify: the recording is in the call log, the supervisors are told. */
export const saveMessage = defineAction(['saved'], async (desk, { tx, now, call }) => {
  const { line } = desk;
  const language = line.script.languages[0]?.language ?? 'en';
  const vars = { 'call-time': call.startedAt.toISOString() };
  for (const to of await supervisorPhones(tx)) {
    await writeSms(tx, line, { audience: 'supervisor', to, language, text: 'message-left', vars }, now);
  }
  return { outcome: 'saved' };
});
