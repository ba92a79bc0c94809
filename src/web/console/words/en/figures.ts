import { plural } from '../plural.ts';

export const figuresWords = {
  figures: {
    title: 'Figures',
    otherZone: (zone: string, own: string) =>
      `Days are those of ${zone}. The monthly reports of this customer count by their calendar, in ${own}.`,
    dueBetween: (span: string) => `Tickets due ${span}`,
    periods: 'Period',
    period: { '7-days': '7 days', '30-days': '30 days', '90-days': '90 days', '12-months': '12 months' },
    columns: 'Columns',
    fitting: 'automatic',
    grain: { day: 'day', week: 'week', month: 'month' },
    customerHint: 'Number, name',
    table: 'Table',
    file: 'Download as CSV',
    overTime: {
      day: 'Answered in time, by day',
      week: 'Answered in time, by week',
      month: 'Answered in time, by month',
    },
    by: {
      severity: 'Answered in time, by severity',
      plan: 'Answered in time, by plan',
      customer: 'Answered in time, by customer',
      caller: 'Answered in time, by caller',
    },
    standing: { 'in-time': 'in time', late: 'late', unanswered: 'no answer' },
    all: 'all due',
    share: 'Answered in time',
    misses: 'Missed',
    caller: 'Caller',
    verified: 'verified',
    unverified: 'unverified',
    of: (count: number, all: number) => `${count} of ${all}`,
    inTime: (count: number, all: number) =>
      all === 0
        ? 'No ticket was due.'
        : `${count} of ${plural(all, 'ticket was', 'tickets were')} answered in time.`,
    weakest: (name: string, count: number, all: number) =>
      `Least often in time: ${name}, ${count} of ${all}.`,
    allKept: 'Every promise was kept.',
    nothing: 'Nothing in this period.',
    missDetail: (late: number, unanswered: number) => `${late} late, ${unanswered} without an answer`,
    wait: { acknowledge: 'Time to acknowledge', answer: 'Time to answer' },
    medianOf: { acknowledge: 'until acknowledged', answer: 'until answered' },
    waited: 'Waited',
    cases: 'tickets',
    median: 'half within',
    ninth: 'nine in ten within',
    until: 'Until',
    halfWithin: (median: string, ninth: string) => `Half within ${median}, nine in ten within ${ninth}.`,
    ninthWithin: (ninth: string) => `nine in ten within ${ninth}`,
    below: (time: string) => `less than ${time}`,
    above: (time: string) => `${time} or more`,
    waitByPlan: 'Wait by plan, premium first',
    onePlan: (plan: string, wait: string) => `${plan}: half were answered within ${wait}.`,
    twoPlans: (first: string, wait: string, last: string, lastWait: string) =>
      `Half were answered within ${wait} with ${first}, within ${lastWait} with ${last}.`,
    reasons: 'Why deadlines were missed',
    whyMissed: 'Reason',
    mainReason: (reason: string, count: number, all: number, isCut: boolean) =>
      `Most often: ${reason}, ${count} of ${isCut ? 'the latest ' : ''}${all}.`,
    reason: {
      'raised-too-late': 'severity raised after the new deadline',
      'answer-late': 'spoken in time, answered late',
      'customer-not-reached': 'customer not reached',
      'callback-broken-off': 'callback broken off',
      'not-called': 'acknowledged, not called',
      'carrier-failed': 'carrier did not deliver the pages',
      'nobody-on-call': 'nobody on call',
      'not-paged': 'not paged before the deadline',
      'nobody-acknowledged': 'nobody acknowledged',
    },
    missedCases: 'Tickets that missed their deadline',
    moreInFile: (count: number) => `… and ${count} more in the file`,
    deadline: 'Due',
    answered: 'Answered',
    callHours: 'When calls come in',
    busiest: (total: number, weekday: string, hour: number) =>
      total === 1
        ? `1 call, on ${weekday} from ${hour}:00.`
        : `${total} calls; the busiest hour is ${weekday} from ${hour}:00.`,
    noCalls: 'No calls in this period.',
    hourIn: (zone: string) => `Hour (${zone})`,
    callbacks: 'What came of callbacks',
    outcome: 'Outcome',
    tries: 'attempts',
    mainOutcome: (outcome: string, count: number, all: number) =>
      `Most often: ${outcome}, ${count} of ${all}.`,
    noTries: 'Nobody had to be called back.',
    triesTillReached: 'Attempts until the customer was reached',
    reachedAtTry: 'Reached on attempt',
    reachedFirst: (first: number, all: number) =>
      `${first} of ${plural(all, 'customer was', 'customers were')} reached on the first attempt.`,
    customers: 'customers',
    never: 'never',
    neverReached: 'not reached',
  },
};
