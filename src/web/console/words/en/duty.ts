export const dutyWords = {
  duty: {
    title: 'Stand-by and work',
    table: 'Person by person',
    inMonth: (month: string, zone: string) => `${month}, by the clock of ${zone}`,
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
    link: 'Stand-by and work by month',
  },
};
