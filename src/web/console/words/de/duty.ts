import type { Words } from '../en/index.ts';

export const dutyWords: Pick<Words, 'duty'> = {
  duty: {
    title: 'Bereitschaft und Arbeit',
    table: 'Person für Person',
    inMonth: (month, zone) => `${month}, nach der Uhr von ${zone}`,
    month: 'Monat',
    before: 'Ein Monat davor',
    after: 'Ein Monat danach',
    look: 'Anzeigen',
    key: 'Kürzel',
    columns: {
      person: 'Person',
      standBy: 'Bereitschaft (Stunden)',
      calls: 'Angenommene Anrufe',
      worked: 'Gearbeitet (Minuten)',
      atNight: 'davon nachts',
      brokenNights: 'Gestörte Nächte',
      restBreaches: 'Arbeit in der Ruhezeit',
    },
    nobody: 'In diesem Monat hatte niemand Bereitschaft.',
    soFar: 'Der Monat läuft noch: Es zählt, was davon vergangen ist.',
    badMonth: 'Das ist kein Monat, der schon begonnen hat. Hier ist der laufende.',
    pointer:
      'Das sind Zahlen aus den Aufzeichnungen, um über Vergütung und Ruhezeit zu sprechen. Sie sind keine Abrechnung und keine Rechtsberatung.',
    link: 'Bereitschaft und Arbeit nach Monat',
  },
};
