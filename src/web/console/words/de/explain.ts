import type { Words } from '../en/index.ts';

export const explainWords: Pick<Words, 'explain'> = {
  explain: {
    title: 'Warum es so lange gedauert hat',
    inTime: 'Rechtzeitig.',
    lateBy: (length) => `${length} zu spät.`,
    milestones: {
      paged: 'Erste Alarmierung an den Netzbetreiber übergeben',
      acknowledged: 'Übernommen',
      joined: 'Mit dem Kunden verbunden',
      answered: 'Beantwortet',
    },
    afterRing: (length) => `${length} nach dem ersten Klingeln`,
    notYet: 'noch nicht',
    longest: 'Worauf am längsten gewartet wurde',
    noWaits: 'Nichts hat länger als eine Sekunde gewartet.',
    waits: {
      hotline:
        'die Hotline selbst: der Netzbetreiber nahm nichts an, kein Worker war frei, oder sie oder ihre Datenbank war nicht erreichbar',
      collecting: 'die Minute zwischen leichten Alarmierungen an ein Telefon',
      person: 'das Ende eines anderen Anrufs bei derselben Person',
      carrier: 'die Antwort des Netzbetreibers',
      network: 'die Zustellung durch das Netz',
      ringing: 'das Abheben oder das Ende des Klingelns',
    },
    waited: (length, reason) => `wartete ${length} auf ${reason}`,
    instants: {
      dueAt: 'fällig',
      askedAt: 'beim Netzbetreiber beauftragt',
      takenAt: 'vom Netzbetreiber angenommen',
      answeredAt: 'abgehoben',
      deliveredAt: 'zugestellt',
      failedAt: 'nicht zustellbar',
      endedAt: 'vorbei',
    },
    toCustomer: { sms: 'SMS an den Kunden', call: 'Anruf, der dem Kunden die SMS vorliest' },
    bundled: 'in einer anderen SMS',
    pending: {
      escalate: 'Nächste Alarmierung oder letzte Instanz',
      'acknowledgement-stale': 'Neue Alarmierung, wenn der Kunde bis dahin nicht erreicht ist',
      deadline: 'Frist',
      'begin-callback': 'Nächster Rückrufversuch',
    },
    ahead: 'Steht noch aus',
    tries: (count) => `${count}-mal begonnen und nicht fertig geworden`,
  },
};
