import type { Words } from '../en/index.ts';

export const registryWords: Pick<Words, 'source' | 'registry'> = {
  source: {
    rule: 'Was hier geändert wird, bleibt: Der Import einer Verzeichnisdatei ändert es nicht, bis es an die Datei zurückgegeben wird.',
    mark: 'hier geändert',
    file: 'Aus der Verzeichnisdatei; der nächste Import kann es ändern.',
    changed: (by, when) => `In der Konsole geändert von ${by}, ${when}.`,
    console: 'Der Import einer Verzeichnisdatei ändert es nicht.',
    handBack: 'An die Datei zurückgeben',
  },
  registry: {
    title: 'Verzeichnis',
    intro: 'Wer anrufen darf, was zugesagt ist und wer antwortet.',
    sections: {
      customers: { title: 'Kunden', about: 'Verträge, ihre benannten Ansprechpartner und PINs' },
      plans: { title: 'Vertragsarten', about: 'Was für jeden Schweregrad zugesagt ist' },
      calendars: { title: 'Kalender', about: 'Geschäftszeiten, Feiertage und Schließtage' },
      engineers: { title: 'Techniker', about: 'Wer auf welchen Telefonen alarmiert wird' },
      schedules: { title: 'Bereitschaftspläne', about: 'Wer wann Bereitschaft hat' },
      escalations: {
        title: 'Eskalationen',
        about: 'Wer zu welchem Zeitpunkt der Frist alarmiert wird',
      },
    },
  },
};
