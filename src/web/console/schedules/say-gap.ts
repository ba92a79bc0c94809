import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { type CoverageGap, gapEnd } from '../../../domain/oncall/shifts.ts';
import type { ConsoleContext } from '../context.ts';
import type { Format } from '../format.ts';

/** When nobody is on call, in words: a gap that is not over where the looking ends has no end. */
export function sayGap(
  gap: CoverageGap,
  schedule: ScheduleDefinition,
  { words, format, now }: Pick<ConsoleContext, 'words' | 'now'> & { format: Format },
): string {
  const until = gapEnd(schedule, gap);
  return words.board.gap(format.moment(gap.from, now), until && format.moment(until, now));
}
