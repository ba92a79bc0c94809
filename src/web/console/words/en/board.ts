import { plural } from '../plural.ts';

export const boardWords = {
  board: {
    title: 'Live board',
    allKept: 'Every promise is being kept.',
    noneOpen: 'No ticket is open. Every promise has been kept or closed.',
    verdict: ({ missed, near }: { missed: number; near: number }) =>
      [
        missed > 0 && plural(missed, 'deadline missed', 'deadlines missed'),
        near > 0 &&
          (missed > 0
            ? plural(near, 'is near', 'are near')
            : plural(near, 'deadline is near', 'deadlines are near')),
      ]
        .filter(Boolean)
        .join(', '),
    openCases: 'Open tickets',
    count: (count: number) => plural(count, 'ticket', 'tickets'),
    unverifiedTogether: (count: number) => `${count} of them unverified: look at them together`,
    more: (count: number) => `… and ${count} more with later deadlines`,
    urgency: { fine: 'in time', near: 'near', missed: 'missed' },
    left: 'left',
    over: 'over',
    paused: 'clock rests',
    resumes: (time: string) => `goes on ${time}`,
    due: (time: string) => `due ${time}`,
    paged: 'Paged',
    nobodyPaged: 'nobody yet',
    hasIt: 'Has it',
    nobodyHasIt: 'nobody yet',
    since: (time: string) => `since ${time}`,
    next: 'Next',
    nextPage: (time: string) => `page at ${time}`,
    nextCallback: (time: string) => `callback at ${time}`,
    talking: 'talking now',
    calling: 'being connected',
    ringing: 'engineer being rung up',
    nothingPlanned: 'nothing planned',
    noCustomer: 'Unverified caller',
    unverified: 'unverified',
    untold: 'customer not told',
    abandoned: 'hung up early',
    calls: 'Calls in progress',
    noCalls: 'Nobody is on the line.',
    onCall: 'On call',
    nobody: 'Nobody',
    afterwards: (name: string, time: string) => `then ${name} from ${time}`,
    gap: (from: string, until: string) => `Nobody from ${from} until ${until}`,
    noSchedules: 'No schedules yet.',
    override: 'override',
    health: 'Health',
    database: 'Database',
    queue: 'Queue',
    work: 'Pages and callbacks',
    ok: 'works',
    away: 'does not answer',
    queueAway: 'away; work goes on more slowly',
    onTime: 'on time',
    overdue: (count: number, minutes: number) =>
      `${plural(count, 'task', 'tasks')} overdue, the oldest ${minutes} min: look at carrier and workers`,
    live: 'live',
    connecting: 'connecting …',
    stale: 'The connection is lost. What is shown may be old.',
    asOf: (time: string) => `as of ${time}`,
  },
};
