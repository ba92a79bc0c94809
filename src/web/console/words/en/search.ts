/** One search over everything. */
export const searchWords = {
  search: {
    title: 'Search',
    keys: 'Ctrl K',
    label: 'Search tickets, calls, customers and people',
    hint: 'Ticket, name, phone number, keyword',
    submit: 'Search',
    tickets: 'Tickets',
    customers: 'Customers',
    contacts: 'Contacts',
    engineers: 'Engineers',
    calls: 'Calls',
    none: 'Nothing found.',
    further: 'Search further',
    allTickets: 'All matching tickets',
    allCalls: 'All matching calls',
  },
};
