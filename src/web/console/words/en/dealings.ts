/** What somebody has had to do with the hotline, on their page. */
export const dealingWords = {
  dealings: {
    tickets: 'Last tickets',
    allTickets: 'All their tickets',
    noTickets: 'No tickets yet.',
    calls: 'Last calls',
    allCalls: 'All their calls',
    noCalls: 'No calls yet.',
    shifts: 'Shifts ahead',
    noShifts: 'None in the next four weeks.',
    now: 'now',
    pages: 'Last pages',
    noPages: 'Never paged.',
  },
};
