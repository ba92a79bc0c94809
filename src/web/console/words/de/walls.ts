import type { Words } from '../en/index.ts';

export const wallsWords: Pick<Words, 'walls'> = {
  walls: {
    title: 'Wandansichten',
    intro:
      'Ein Link zeigt die Übersicht auf einem Bildschirm ohne Anmeldung: keine Telefonnummern, und nichts lässt sich ändern. Er gilt, bis Sie ihn widerrufen.',
    name: 'Name',
    nameHint: 'Wo der Bildschirm hängt.',
    add: 'Link anlegen und zeigen',
    addTitle: 'Link anlegen',
    none: 'Noch keine Links.',
    lastUsed: 'Zuletzt benutzt',
    never: 'nie',
    by: (name, time) => `von ${name}, ${time}`,
    revoke: 'Widerrufen',
    revokeNamed: (name) => `${name} widerrufen`,
    revoked: 'Widerrufen. Der Bildschirm wird in wenigen Sekunden dunkel.',
    shownTitle: 'Der Link',
    shownText: 'Öffnen Sie ihn auf dem Bildschirm. Wer ihn hat, sieht die Übersicht.',
    shownOnce: 'Er wird nur dieses eine Mal gezeigt.',
    closedTitle: 'Dieser Link zeigt keine Übersicht',
    closedText:
      'Er wurde widerrufen oder ist unvollständig. Wer die Hotline verwaltet, kann einen neuen anlegen.',
    faults: {
      'bad-name':
        'Ein Name hat 1 bis 50 Buchstaben, Ziffern, Leerzeichen und . _ @ - und beginnt mit Buchstabe oder Ziffer.',
      'name-taken': 'Es gibt schon einen Link mit diesem Namen.',
    },
  },
};
