export const registryWords = {
  source: {
    rule: 'What is changed here stays: importing a directory file leaves it alone until it is handed back to the file.',
    mark: 'changed here',
    file: 'From the directory file; the next import may change it.',
    changed: (by: string, when: string) => `Changed in the console by ${by}, ${when}.`,
    console: 'Importing a directory file leaves it alone.',
    handBack: 'Hand back to the file',
  },
  registry: {
    title: 'Directory',
    intro: 'Who may call, what they were promised, and who answers.',
    sections: {
      customers: { title: 'Customers', about: 'Contracts, their named contacts and PINs' },
      plans: { title: 'Plans', about: 'What is promised for each severity' },
      calendars: { title: 'Calendars', about: 'Business hours, holidays and closures' },
      engineers: { title: 'Engineers', about: 'Who is paged, and on which phones' },
      schedules: { title: 'Schedules', about: 'Who is on call when' },
      escalations: {
        title: 'Escalation policies',
        about: 'Who is paged at which point of the response window',
      },
    },
  },
};
