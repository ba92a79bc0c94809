import type { Words } from '../en/index.ts';

export const tokensWords: Pick<Words, 'tokens'> = {
  tokens: {
    title: 'API-Schlüssel',
    intro:
      'Damit arbeiten Programme mit der Hotline. Jeder darf nur, was seine Rechte erlauben, und nur, bis er abläuft.',
    name: 'Name',
    nameHint: 'Für welches Programm er ist.',
    scopes: 'Rechte',
    scope: {
      read: 'Tickets, Anrufe, Alarme, Rückrufe, Berichte und Bereitschaft lesen',
      tickets:
        'Tickets eröffnen und ändern; Schichten übernehmen und tauschen, Abwesenheiten eintragen, Kunden informieren',
      recordings: 'Aufnahmen anhören; Supervisoren in Gespräche hineinhören lassen',
    },
    days: 'Gültig (Tage)',
    add: 'Anlegen und Schlüssel zeigen',
    addTitle: 'Schlüssel anlegen',
    none: 'Noch keine Schlüssel.',
    lastUsed: 'Zuletzt benutzt',
    never: 'nie',
    expires: 'Läuft ab',
    expired: 'abgelaufen',
    by: (name) => `von ${name}`,
    revoke: 'Widerrufen',
    revokeNamed: (name) => `${name} widerrufen`,
    revoked: 'Widerrufen.',
    shownTitle: 'Der Schlüssel',
    shownText: (name) =>
      `Hinterlegen Sie ihn bei ${name} als Geheimnis. Gesendet wird er im Header „Authorization: Bearer …“.`,
    shownOnce: 'Er wird nur dieses eine Mal gezeigt.',
    done: 'Fertig',
    faults: {
      'bad-name':
        'Ein Name hat 1 bis 50 Buchstaben, Ziffern, Leerzeichen und . _ @ - und beginnt mit einem Buchstaben oder einer Ziffer.',
      'name-taken': 'Es gibt schon einen Schlüssel mit diesem Namen.',
      'no-scope': 'Wählen Sie mindestens ein Recht.',
      'bad-days': 'Ein Schlüssel gilt 1 bis 1825 Tage.',
    },
  },
};
