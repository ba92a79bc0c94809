import { firstCalendarName } from '../directory/default-rules.ts';
import { calendarOf } from '../paging/ticket-window.ts';
import { defineAction } from './action.ts';
import { tellSupervisors } from './tell-supervisors.ts';

/** A message from somebody we could not identify: the recording is in the call log, the supervisors are told. */
export const saveMessage = defineAction(['saved'], async (desk, { tx, now, call }) => {
  const calendar = await firstCalendarName(tx);
  const zone = calendar === null ? 'utc' : (await calendarOf(tx, calendar)).timezone;
  const vars = { 'call-time': call.startedAt.toISOString(), zone };
  await tellSupervisors(tx, desk.line, 'message-left', vars, now);
  return { outcome: 'saved' };
});
