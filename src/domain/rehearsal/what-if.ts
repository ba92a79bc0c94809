import { type ErrorCode, HotlineError } from '../../platform/errors.ts';
import { dateOf, daysBetween } from '../calendar/calendar-date.ts';
import { DAY } from '../calendar/local-time.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import { didYouMean } from '../directory-entry/did-you-mean.ts';
import type { Directory } from '../directory-entry/directory.ts';
import type { RehearsalQuestion } from './model.ts';

/** What can be asked, as it is typed. */
const WHAT_IFS = [
  'without:ENGINEER',
  'phone-off:ENGINEER',
  'carrier-down:PT94M',
  'calls:x2',
  'holiday-week',
  'directory:FILE',
] as const;

/** A change of the question; `directory:FILE` is read by whoever can read files. */
export type Alter = (question: RehearsalQuestion) => RehearsalQuestion;

const MAX_FACTOR = 100;

/**
 * Reads a what-if.
 * @returns null: it is `directory:FILE`
 * @throws HotlineError 'bad-input' that says what can be asked; 'not-found' that says who can be named
 */
export function readWhatIf(typed: string, { engineers }: Directory<unknown>): Alter | null {
  const colon = typed.indexOf(':');
  const [name, value] = colon < 0 ? [typed, ''] : [typed.slice(0, colon), typed.slice(colon + 1)];
  switch (name) {
    case 'directory':
      return null;
    case 'without':
      return without(engineerNamed(typed, value, engineers));
    case 'phone-off':
      return phoneOff(engineerNamed(typed, value, engineers));
    case 'carrier-down': {
      const minutes = /^PT(\d{1,5})M$/.exec(value)?.[1];
      if (minutes === undefined) throw refused('bad-input', typed, 'Write the minutes as PT94M.');
      return (question) => ({
        ...question,
        disturbance: { ...question.disturbance, carrierDownMs: Number(minutes) * 60_000 },
      });
    }
    case 'calls': {
      const factor = Number(/^x(\d+(\.\d+)?)$/.exec(value)?.[1]);
      if (!(factor > 0 && factor <= MAX_FACTOR))
        throw refused('bad-input', typed, `Write x2, or at most x${MAX_FACTOR}.`);
      return (question) => ({ ...question, calls: Math.max(1, Math.round(question.calls * factor)) });
    }
    case 'holiday-week':
      return holidayWeek;
    default:
      throw refused('bad-input', typed, `What can be asked: ${WHAT_IFS.join(', ')}.`);
  }
}

function engineerNamed(typed: string, key: string, engineers: ReadonlyMap<string, unknown>): string {
  if (engineers.has(key)) return key;
  const meant = didYouMean(key, new Set(engineers.keys()));
  const known = [...engineers.keys()].slice(0, 20).join(', ');
  throw refused(
    'not-found',
    typed,
    meant ? `Did you mean "${meant}"?` : `Engineers of the directory: ${known}.`,
  );
}

function refused(code: ErrorCode, typed: string, remedy: string): HotlineError {
  return new HotlineError(code, `--what-if ${typed} cannot be played.`, { remedy });
}

/** One engineer fewer: the others take the turns, and a layer that was theirs alone is gone. */
function without(engineer: string): Alter {
  return (question) => {
    const { directory } = question.rehearsed;
    const schedules = mapValues(directory.schedules, (schedule) => ({
      ...schedule,
      layers: schedule.layers.flatMap((layer) => {
        const participants = layer.participants.filter((key) => key !== engineer);
        return participants.length > 0 ? [{ ...layer, participants }] : [];
      }),
      overrides: schedule.overrides.filter((override) => override.engineer !== engineer),
    }));
    const engineers = new Map([...directory.engineers].filter(([key]) => key !== engineer));
    const customers = mapValues(directory.customers, ({ header, contacts }) => {
      const { tam, deputy, ...rest } = header;
      const managers = {
        ...(tam !== undefined && tam !== engineer ? { tam } : {}),
        ...(deputy !== undefined && deputy !== engineer ? { deputy } : {}),
      };
      return { header: { ...rest, ...managers }, contacts };
    });
    return withDirectory(question, { ...directory, engineers, schedules, customers });
  };
}

function phoneOff(engineer: string): Alter {
  return (question) => ({
    ...question,
    disturbance: {
      ...question.disturbance,
      phonesOff: new Set([...question.disturbance.phonesOff, engineer]),
    },
  });
}

/** The first week of the time is no working day for any calendar: seven days as each of them has them. */
function holidayWeek(question: RehearsalQuestion): RehearsalQuestion {
  const { directory } = question.rehearsed;
  const calendars = mapValues(directory.calendars, (calendar) => {
    const today = Math.floor(wallClock(calendar.timezone).at(question.from.getTime()) / DAY) * DAY;
    const days = [...daysBetween(today, today + 6 * DAY)].map(dateOf);
    return {
      ...calendar,
      closures: [...new Set([...calendar.closures, ...days])],
      open: calendar.open.filter((day) => !days.includes(day)),
    };
  });
  return withDirectory(question, { ...directory, calendars });
}

function withDirectory(question: RehearsalQuestion, directory: Directory<unknown>): RehearsalQuestion {
  return { ...question, rehearsed: { ...question.rehearsed, directory } };
}

function mapValues<Value>(
  map: ReadonlyMap<string, Value>,
  change: (value: Value) => Value,
): Map<string, Value> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
