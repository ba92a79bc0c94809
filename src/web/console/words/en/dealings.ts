/** What somebody has had to do with the hotline, on their page. */
export const dealingWords = {
  dealings: {
    tickets: 'Recent tickets',
    allTickets: 'All their tickets',
    noTickets: 'No tickets yet.',
    calls: 'Recent calls',
    allCalls: 'All their calls',
    noCalls: 'No calls yet.',
    shifts: 'Upcoming shifts',
    noShifts: 'None in the next four weeks.',
    now: 'now',
    pages: 'Recent pages',
    noPages: 'Not paged yet.',
  },
};
