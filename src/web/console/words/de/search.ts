import type { Words } from '../en/index.ts';

export const searchWords: Pick<Words, 'search'> = {
  search: {
    title: 'Suche',
    keys: 'Strg K',
    label: 'Tickets, Anrufe, Kunden und Personen suchen',
    hint: 'Ticket, Name, Telefonnummer, Worte',
    submit: 'Suchen',
    tickets: 'Tickets',
    customers: 'Kunden',
    contacts: 'Ansprechpartner',
    engineers: 'Technik',
    calls: 'Anrufe',
    none: 'Nichts gefunden.',
    further: 'Weiter suchen',
    allTickets: 'Alle Tickets dazu',
    allCalls: 'Alle Anrufe dazu',
  },
};
