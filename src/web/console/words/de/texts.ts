export const textWords = {
  texts: {
    title: 'Nachrichten ohne Ticket',
    none: 'Keine ungelesenen Nachrichten.',
    latest: 'SMS ohne Ticket',
    stranger: 'unbekannte Nummer',
    read: 'Als gelesen markieren',
    isRead: 'gelesen',
  },
};
