import type { Words } from '../en/index.ts';

export const dealingWords: Pick<Words, 'dealings'> = {
  dealings: {
    tickets: 'Letzte Tickets',
    allTickets: 'Alle Tickets dazu',
    noTickets: 'Noch keine Tickets.',
    calls: 'Letzte Anrufe',
    allCalls: 'Alle Anrufe dazu',
    noCalls: 'Noch keine Anrufe.',
    shifts: 'Nächste Dienste',
    noShifts: 'Keine in den nächsten vier Wochen.',
    now: 'jetzt',
    pages: 'Letzte Alarme',
    noPages: 'Nie alarmiert.',
  },
};
