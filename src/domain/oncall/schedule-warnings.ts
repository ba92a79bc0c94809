import { type LocalTime, parseLocalTime } from '../calendar/local-time.ts';
import { compileSchedule, shiftRuleAt } from './compiled-schedule.ts';
import type { ScheduleDefinition } from './schedule.ts';

/** Daily turns for 27 years; whoever has had none by then never has one. */
const MAX_STRETCHES = 10_000;

/**
 * What may well be meant otherwise than it is written; each a plain sentence that begins with the field.
 * @param schedule without faults
 */
export function scheduleWarnings(schedule: ScheduleDefinition): string[] {
  const idle = neverOnCall(schedule);
  if (idle.length === 0) return [];
  const names = idle.length === 1 ? `${idle[0]} never has a shift` : `${idle.join(', ')} never have a shift`;
  return [
    `layers: ${names}: every turn of theirs falls outside the hours, or to a later layer. Turns are counted on days without hours, too.`,
  ];
}

/** Those who take turns, yet are never on call by it, in the order of the layers. Overrides do not count. */
function neverOnCall(schedule: ScheduleDefinition): string[] {
  const idle = new Set(schedule.layers.flatMap(({ participants }) => participants));
  const compiled = compileSchedule({ ...schedule, overrides: [] });
  let local: LocalTime = Math.min(...schedule.layers.map(({ from }) => parseLocalTime(from) ?? 0));
  for (let step = 0; step < MAX_STRETCHES && idle.size > 0 && Number.isFinite(local); step += 1) {
    const { answer, until } = shiftRuleAt(compiled, local);
    if (answer) idle.delete(answer.engineer);
    local = until;
  }
  return [...idle];
}
