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
    soFar: 'The month is not over yet: the figures cover what has passed of it.',
    badMonth: 'That month has not begun, or is no month. Here is the current one.',
    pointer:
      'These are figures from the record, as a basis for talking about pay and rest. They are not a payslip, and not legal advice.',
    sharesTitle: 'How being on call was shared in the last year',
    sharesReading:
      'Nights and days on call and pages of each person, by the schedules as they are written now.',
    shares: { nights: 'nights', weekendDays: 'weekend days', holidays: 'holidays', pages: 'pages' },
    even: 'Nothing to even out: the difference is less than a week on call.',
    suggestions: 'To even it out',
    spanOf: (from: string, until: string) => `${from} to ${until}`,
    suggestion: ({ schedule, span, instead, by, difference }: Suggestion) =>
      `${schedule}, ${span}: ${by} could take the turn of ${instead}, who has had ${difference} nights, weekend days and holidays more.`,
    toSchedule: 'Open the schedule',
    onlySuggested: 'This is a suggestion. Nothing changes unless somebody changes it.',
    link: 'Stand-by and work by month',
  },
};
