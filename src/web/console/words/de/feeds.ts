import type { Words } from '../en/index.ts';

export const feedWords: Pick<Words, 'feeds'> = {
  feeds: {
    title: 'Kalender-Feeds',
    intro:
      'Eine geheime Adresse zeigt Schichten im Kalender Ihres Telefons oder Rechners und hält sie aktuell. Wer sie hat, sieht sie: Sie gilt, bis Sie sie widerrufen.',
    what: 'Was er zeigt',
    mine: 'Meine Schichten',
    ofEngineer: (name) => `Schichten von ${name}`,
    ofSchedule: (title) => `Bereitschaftsplan „${title}“`,
    all: 'Alle Bereitschaftspläne',
    add: 'Adresse anlegen und zeigen',
    addTitle: 'Feed anlegen',
    none: 'Noch keine Feeds.',
    lastFetched: 'Zuletzt von einem Kalender gelesen',
    never: 'nie',
    by: (name, time) => `von ${name}, ${time}`,
    revoke: 'Widerrufen',
    revokeNamed: (name) => `Widerrufen: ${name}`,
    shownTitle: 'Die Adresse',
    shownText:
      'Abonnieren Sie sie in Ihrem Kalender: „Kalender hinzufügen“, „Von URL“. Nicht als Datei importieren: Die änderte sich nie.',
    shownOnce: 'Sie wird nur jetzt gezeigt.',
    done: 'Fertig',
    back: 'Schichten',
    notices: { revoked: 'Widerrufen. Kalender lesen dort nichts mehr.' },
    faults: {
      unknown: 'Wählen Sie aus, was der Feed zeigen soll.',
      many: 'Sie haben zwanzig Feeds. Widerrufen Sie zuerst einen.',
    },
    calendar: {
      title: (of) => (of === null ? 'Bereitschaft' : `Bereitschaft: ${of}`),
      mine: (schedule) => `Bereitschaft: ${schedule}`,
    },
  },
};
