import type { Words } from '../en/index.ts';

export const dealingWords: Pick<Words, 'dealings'> = {
  dealings: {
    tickets: 'Letzte Tickets',
    allTickets: 'Alle diese Tickets',
    noTickets: 'Noch keine Tickets.',
    calls: 'Letzte Anrufe',
    allCalls: 'Alle diese Anrufe',
    noCalls: 'Noch keine Anrufe.',
    shifts: 'Nächste Schichten',
    noShifts: 'Keine in den nächsten vier Wochen.',
    now: 'jetzt',
    pages: 'Letzte Alarme',
    noPages: 'Noch nie alarmiert.',
  },
};
