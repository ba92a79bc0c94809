import type { Words } from '../en/index.ts';

export const registryWords: Pick<Words, 'source' | 'registry'> = {
  source: {
    rule: 'Was hier geändert wird, gilt: Eine Verzeichnisdatei lässt es in Ruhe, bis es an die Datei zurückgegeben wird.',
    mark: 'hier geändert',
    file: 'Aus der Verzeichnisdatei; der nächste Import kann es ändern.',
    changed: (by, when) => `In der Konsole geändert von ${by}, ${when}.`,
    console: 'Verzeichnisdateien lassen es in Ruhe.',
    handBack: 'An die Datei zurückgeben',
  },
  registry: {
    title: 'Verzeichnis',
    intro: 'Wer anrufen darf, was zugesagt ist und wer antwortet.',
    sections: {
      customers: { title: 'Kunden', about: 'Verträge, ihre benannten Ansprechpartner und PINs' },
      plans: { title: 'Pläne', about: 'Was für jeden Schweregrad zugesagt ist' },
      calendars: { title: 'Kalender', about: 'Geschäftszeiten, Feiertage und Schließtage' },
      engineers: { title: 'Techniker', about: 'Wer alarmiert wird, auf welchen Telefonen' },
      schedules: { title: 'Bereitschaftspläne', about: 'Wer wann Bereitschaft hat' },
      escalations: {
        title: 'Eskalationen',
        about: 'Wer an welcher Stelle des Antwortfensters alarmiert wird',
      },
    },
  },
};
