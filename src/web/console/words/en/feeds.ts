export const feedWords = {
  feeds: {
    title: 'Calendar feeds',
    intro:
      'A secret address shows shifts in the calendar of your phone or computer, and keeps them up to date. Whoever has it sees them: it is good until you revoke it.',
    what: 'What it shows',
    mine: 'My shifts',
    ofEngineer: (name: string) => `Shifts of ${name}`,
    ofSchedule: (title: string) => `Schedule “${title}”`,
    all: 'All schedules',
    add: 'Make and show the address',
    addTitle: 'Make a feed',
    none: 'No feeds yet.',
    lastFetched: 'Last read by a calendar',
    never: 'never',
    by: (name: string, time: string) => `by ${name}, ${time}`,
    revoke: 'Revoke',
    revokeNamed: (name: string) => `Revoke: ${name}`,
    shownTitle: 'The address',
    shownText:
      'Subscribe to it in your calendar: “Add calendar”, “From URL”. Do not import it as a file: that would never change.',
    shownOnce: 'It is shown only now.',
    done: 'Done',
    back: 'Shifts',
    notices: { revoked: 'Revoked. Calendars read nothing there any more.' },
    faults: {
      unknown: 'Choose what the feed is to show.',
      many: 'You have twenty feeds. Revoke one first.',
    },
    calendar: {
      title: (of: string | null) => (of === null ? 'On call' : `On call: ${of}`),
      mine: (schedule: string) => `On call: ${schedule}`,
    },
  },
};
