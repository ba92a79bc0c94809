import type { Words } from '../en/index.ts';

export const dutyWords: Pick<Words, 'duty'> = {
  duty: {
    title: 'Bereitschaft und Arbeit',
    table: 'Person für Person',
    inMonth: (month, zone) => `${month}, Ortszeit in ${zone}`,
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
    sharesTitle: 'Wie die Bereitschaft im letzten Jahr verteilt war',
    sharesReading:
      'Nächte und Tage in Bereitschaft und Alarme jeder Person, nach den Bereitschaftsplänen, wie sie jetzt lauten.',
    shares: { nights: 'Nächte', weekendDays: 'Tage am Wochenende', holidays: 'Feiertage', pages: 'Alarme' },
    even: 'Nichts auszugleichen: Der Unterschied ist kleiner als eine Woche Bereitschaft.',
    suggestions: 'Zum Ausgleich',
    spanOf: (from, until) => `${from} bis ${until}`,
    suggestion: ({ schedule, span, instead, by, difference }) =>
      `${schedule}, ${span}: ${by} könnte die Schicht von ${instead} übernehmen. ${instead} hatte ${difference} Nächte, Wochenend- und Feiertage mehr.`,
    toSchedule: 'Bereitschaftsplan öffnen',
    onlySuggested: 'Das ist ein Vorschlag. Es ändert sich nichts, solange es niemand ändert.',
    link: 'Bereitschaft und Arbeit nach Monat',
  },
};
