import type { Words } from '../en/index.ts';

export const explainWords: Pick<Words, 'explain'> = {
  explain: {
    title: 'Wo die Zeit geblieben ist',
    verdict: {
      'in-time': () => 'Rechtzeitig.',
      late: (length) => `${length} zu spät.`,
      'missed-before': () => 'Zu spät: Eine frühere Frist wurde verpasst.',
      running: () => 'Noch ohne Antwort; die Frist ist noch nicht vorbei.',
      closed: () => 'Ohne Antwort geschlossen, vor der Frist.',
    },
    milestones: {
      paged: 'Erster Alarm an den Anbieter übergeben',
      acknowledged: 'Übernommen',
      joined: 'Mit dem Kunden verbunden',
      answered: 'Beantwortet',
    },
    afterRing: (length) => `${length} nach dem ersten Klingeln`,
    notYet: 'noch nicht',
    longest: 'Die längsten Wartezeiten',
    noWaits: 'Nichts hat länger als eine Sekunde gewartet.',
    waits: {
      hotline:
        'die Hotline selbst: Der Anbieter nahm nichts mehr an, kein Worker war frei, oder die Hotline oder ihre Datenbank war nicht erreichbar',
      collecting: 'die Minute, in der weniger dringende Alarme an ein Telefon gesammelt werden',
      person: 'das Ende eines anderen Anrufs bei derselben Person',
      carrier: 'die Antwort des Anbieters',
      network: 'die Zustellung durch das Netz',
      ringing: 'das Abheben oder das Ende des Klingelns',
    },
    waited: (length, reason) => `wartete ${length} auf ${reason}`,
    instants: {
      dueAt: 'fällig',
      askedAt: 'an den Anbieter übergeben',
      takenAt: 'vom Anbieter angenommen',
      answeredAt: 'abgehoben',
      deliveredAt: 'zugestellt',
      failedAt: 'nicht zustellbar',
      endedAt: 'vorbei',
    },
    toCustomer: { sms: 'SMS an den Kunden', call: 'Anruf, der dem Kunden die SMS vorliest' },
    bundled: 'mit einer anderen SMS',
    pending: {
      escalate: 'Nächster Alarm oder letzte Instanz',
      'acknowledgement-stale': 'Neuer Alarm, wenn der Kunde bis dahin nicht erreicht ist',
      deadline: 'Frist',
      'begin-callback': 'Nächster Rückrufversuch',
    },
    ahead: 'Steht noch aus',
    tries: (count) => `${count}-mal begonnen und nicht fertig geworden`,
  },
};
