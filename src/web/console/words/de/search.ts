import type { Words } from '../en/index.ts';

export const searchWords: Pick<Words, 'search'> = {
  search: {
    title: 'Suche',
    keys: 'Strg K',
    label: 'Tickets, Anrufe, Kunden und Personen suchen',
    hint: 'Ticket, Name, Telefonnummer, Stichwort',
    submit: 'Suchen',
    tickets: 'Tickets',
    customers: 'Kunden',
    contacts: 'Ansprechpartner',
    engineers: 'Techniker',
    calls: 'Anrufe',
    none: 'Nichts gefunden.',
    further: 'Weitersuchen',
    allTickets: 'Alle passenden Tickets',
    allCalls: 'Alle passenden Anrufe',
  },
};
