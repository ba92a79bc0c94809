import { plural } from '../plural.ts';

export const boardWords = {
  board: {
    title: 'Live board',
    allKept: 'Every promise is being kept.',
    opensNone: 'No ticket can be opened yet',
    lineClosed: 'Customers may not reach us: our drill calls do not come through',
    noneOpen: 'No open tickets: all are answered or closed.',
    missed: (missed: number, unheld: number) =>
      plural(missed, 'deadline missed', 'deadlines missed') +
      (unheld === 0 ? '' : unheld === missed ? ', nobody has it' : `, nobody has ${unheld} of them`),
    near: (near: number) => plural(near, 'deadline is near', 'deadlines are near'),
    /** before the time left */
    unreached: (count: number, areCritical: boolean) =>
      areCritical
        ? plural(count, 'critical ticket, nobody reached', 'critical tickets, nobody reached')
        : plural(count, 'ticket, nobody reached', 'tickets, nobody reached'),
    untoldCustomers: (count: number) => plural(count, 'customer not told', 'customers not told'),
    holdersAway: (count: number) =>
      plural(count, 'ticket is with somebody who is away', 'tickets are with somebody who is away'),
    uncovered: (count: number) =>
      plural(count, 'schedule has nobody on call', 'schedules have nobody on call'),
    filter: 'Filter',
    showAll: 'Show all',
    mine: 'Mine',
    mineTitle: 'My tickets',
    everybodys: 'All tickets',
    customer: 'Customer',
    state: 'State',
    sort: 'Order',
    anySeverity: 'any severity',
    anyCustomer: 'any customer',
    anyState: 'any state',
    states: {
      unheld: 'nobody has it',
      unreached: 'nobody reached',
      acknowledged: 'acknowledged',
      missed: 'deadline missed',
    },
    sorts: { left: 'least time left first', severity: 'most severe first', newest: 'newest first' },
    noneFits: 'No matching open tickets.',
    yourShift: (schedule: string, until: string) => `You are on call in ${schedule} until ${until}.`,
    yourNextShift: (schedule: string, from: string) => `Your next shift in ${schedule}: from ${from}.`,
    alarm: {
      critical: (severity: string, number: string, customer: string) =>
        `New, ${severity}: ${number}, ${customer}`,
      amber: (severity: string, number: string, customer: string) =>
        `Nobody reached yet: ${number}, ${customer} (${severity})`,
      red: (severity: string, number: string, customer: string) =>
        `Nobody has it: ${number}, ${customer} (${severity})`,
      missed: (severity: string, number: string, customer: string) =>
        `Deadline missed: ${number}, ${customer} (${severity})`,
    },
    sound: 'Sound',
    soundOn: 'Sound is on',
    notify: 'Desktop notifications',
    notifyOn: 'Notifications are on',
    notifyBlocked: 'Notifications are blocked in the browser',
    openCases: 'Open tickets',
    count: (count: number) => plural(count, 'ticket', 'tickets'),
    /** of a list that is narrowed down */
    countOf: (shown: number, all: number) => `${shown} of ${plural(all, 'ticket', 'tickets')}`,
    unverifiedTogether: (count: number) => `${count} of them unverified: look at them together`,
    more: (count: number) =>
      `… and ${count} more with ${count === 1 ? 'a later deadline' : 'later deadlines'}`,
    urgency: { fine: 'in time', near: 'due soon', missed: 'missed' },
    left: 'left',
    over: 'overdue',
    paused: 'clock paused',
    resumes: (time: string) => `resumes ${time}`,
    due: (time: string) => `due ${time}`,
    paged: 'Paged',
    nobodyPaged: 'nobody yet',
    hasIt: 'Has it',
    with: (helpers: string) => `with ${helpers}`,
    helpWanted: 'second person wanted',
    nobodyHasIt: 'nobody yet',
    nobodyReached: 'nobody reached',
    stepsFailed: (steps: number) => `${plural(steps, 'step', 'steps')} failed`,
    holderAway: 'away',
    answerSent: 'answer on its way',
    since: (time: string) => `since ${time}`,
    next: 'Next',
    nextPage: (time: string, isToday: boolean) => `page ${isToday ? 'at' : 'on'} ${time}`,
    nextCallback: (time: string, isToday: boolean) => `callback ${isToday ? 'at' : 'on'} ${time}`,
    talking: 'talking now',
    calling: 'being connected',
    ringing: 'engineer’s phone is ringing',
    nothingPlanned: 'nothing planned',
    noCustomer: 'Unverified caller',
    unverified: 'unverified',
    untold: 'customer not told',
    abandoned: 'hung up early',
    calls: 'Calls in progress',
    noCalls: 'Nobody is on the line.',
    onCall: 'On call',
    nobody: 'Nobody',
    restsUntil: (time: string) => `resting until ${time}`,
    afterwards: (name: string, time: string) => `then ${name} from ${time}`,
    gap: (from: string, until: string | null) => `Nobody from ${from} until ${until ?? 'further notice'}`,
    recordAltered: (count: number) =>
      count === 1
        ? 'The record is not what was written into the ledger:'
        : `The record is not what was written into the ledger, in ${count} places. The first:`,
    noSchedules: 'No schedules yet.',
    override: 'override',
    health: 'Health',
    database: 'Database',
    queue: 'Queue',
    work: 'Pages and callbacks',
    ok: 'works',
    away: 'does not answer',
    queueAway: 'not reachable; work starts up to a second late',
    line: 'Line',
    lineOpen: (time: string) => `a drill call came through, ${time}`,
    lineDoubted: {
      doubted: (time: string, fault: string) =>
        `a drill call did not come through, ${time}: ${fault}; the next one follows`,
      closed: (time: string, fault: string) => `no drill call has come through since ${time}: ${fault}`,
    },
    lineUntried: (time: string | null) =>
      time === null ? 'no drill call yet' : `no drill call since ${time}: check the workers`,
    drillFaults: {
      'not-placed': 'the carrier did not take it',
      'not-rung': 'it never rang here',
      'not-keyed': 'its keys were not heard',
    },
    onTime: 'on time',
    overdue: (count: number, minutes: number) =>
      `${plural(count, 'task', 'tasks')} overdue, the oldest by ${minutes} min: check the carrier and the workers`,
    live: 'live',
    connecting: 'connecting …',
    stale: 'The connection is lost. What is shown may be old.',
    asOf: (time: string) => `as of ${time}`,
  },
};
