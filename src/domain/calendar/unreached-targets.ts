import { compileCalendar, ifReached } from './calendar.ts';
import { type CalendarDefinition, calendarFaults } from './calendar-definition.ts';
import { type ResponseTarget, respondBy, responseTargetFault, responseTargetMs } from './response-target.ts';
import { readWeeklyHours } from './weekly-hours.ts';

const SEVERITIES = [1, 2, 3, 4] as const;
type Severity = (typeof SEVERITIES)[number];

/** How often each weekday comes in ten years at least. */
const WEEKS = 521;
/** More public holidays than any region has in ten years, and the hours that changes of the clock take. */
const LOST_DAYS = 1_000;
const MINUTE_MS = 60_000;

/**
 * The severities of a plan for which a calendar does not open for long enough from an instant on, so that no deadline can be
 * computed. Empty also where plan or calendar have a fault of their own.
 */
export function unreachedTargets(
  response: Readonly<Record<Severity, ResponseTarget>>,
  definition: CalendarDefinition,
  now: Date,
): Severity[] {
  const counted = SEVERITIES.filter((severity) => isCounted(response[severity]));
  if (counted.length === 0 || calendarFaults(definition).length > 0) return [];
  const sureMs = surelyOpenMs(definition);
  const doubtful = counted.filter((severity) => responseTargetMs(response[severity]) > sureMs);
  if (doubtful.length === 0) return [];
  const calendar = compileCalendar(definition);
  return doubtful.filter(
    (severity) => ifReached(() => respondBy(response[severity], calendar, now)) === null,
  );
}

function isCounted(target: ResponseTarget): boolean {
  return target.clock === 'business' && responseTargetFault(target) === undefined;
}

/** So long a calendar opens in ten years at least, said without asking for a single holiday: nearly always it is plenty. */
function surelyOpenMs({ hours, closures }: CalendarDefinition): number {
  const lengths = readWeeklyHours(hours)
    .week.map((spans) => spans.reduce((sum, span) => sum + span.untilMinute - span.fromMinute, 0))
    .filter((minutes) => minutes > 0);
  const days = WEEKS * lengths.length - closures.length - LOST_DAYS;
  return Math.max(0, days) * Math.min(...lengths) * MINUTE_MS;
}
