/** A turn that somebody else could take. */
interface Suggestion {
  schedule: string;
  span: string;
  instead: string;
  by: string;
  difference: number;
}

export const dutyWords = {
  duty: {
    title: 'Stand-by and work',
    table: 'Person by person',
    inMonth: (month: string, zone: string) => `${month}, local time in ${zone}`,
    month: 'Month',
    before: 'The month before',
    after: 'The month after',
    look: 'Show',
    key: 'Key',
    columns: {
      person: 'Person',
      standBy: 'Stand-by (hours)',
      calls: 'Calls answered',
      worked: 'Worked (minutes)',
      atNight: 'of that at night',
      brokenNights: 'Broken nights',
      restBreaches: 'Worked in their rest',
    },
    nobody: 'Nobody was on call in this month.',
    soFar: 'The month is running: what has passed of it counts.',
    badMonth: 'That is no month that has begun. Here is the one that runs.',
    pointer:
      'These are figures from the record, to talk about pay and rest with. They are no payslip and no legal advice.',
    sharesTitle: 'How duty was shared in the last year',
    sharesReading:
      'Nights and days on call and pages of each person, by the schedules as they are written now.',
    shares: { nights: 'nights', weekendDays: 'weekend days', holidays: 'holidays', pages: 'pages' },
    even: 'Nothing to even out: the difference is less than a week of duty.',
    suggestions: 'To even it out',
    spanOf: (from: string, until: string) => `${from} to ${until}`,
    suggestion: ({ schedule, span, instead, by, difference }: Suggestion) =>
      `${schedule}, ${span}: ${by} could take the turn of ${instead}, who has had ${difference} nights, weekend days and holidays more.`,
    toSchedule: 'Open the schedule',
    onlySuggested: 'This is a suggestion. Nothing changes unless somebody changes it.',
    link: 'Stand-by and work by month',
  },
};
