import type { Words } from '../en/index.ts';

export const privacyWords: Pick<Words, 'privacy'> = {
  privacy: {
    title: 'Datenschutz',
    intro: 'Wie lange Daten aufbewahrt werden und was über jemanden gespeichert ist.',
    periods: 'Aufbewahrungsfristen',
    what: 'Was',
    period: 'Aufbewahrung',
    after: 'Danach',
    held: 'Derzeit',
    oldest: 'Ältestes',
    due: 'Frist abgelaufen',
    forever: 'unbegrenzt',
    classes: {
      recordings: { name: 'Aufnahmen und Transkripte', end: 'gelöscht, im Speicher und beim Anbieter' },
      messages: { name: 'SMS', end: 'gelöscht' },
      calls: {
        name: 'Anrufe',
        end: 'Nummer, Ansprechpartner und Schritte entfernt; Zeiten und Ausgang bleiben',
      },
      tickets: { name: 'Tickets', end: 'Ansprechpartner und alle Worte entfernt; Zusage und Zeiten bleiben' },
      audit: { name: 'Prüfprotokoll', end: 'gelöscht, frühestens nach einem Jahr' },
    },
    nextRun: (at) => `Wird jede Nacht angewendet, das nächste Mal: ${at}.`,
    noRun: 'Noch nicht angewendet: Es lief noch kein Worker.',
    openTickets: 'Was ein offenes Ticket braucht, bleibt unberührt.',
    person: 'Eine Person',
    personIntro:
      'Wenn jemand fragt, was über ihn gespeichert ist, oder gelöscht werden möchte. Ansehen, Exportieren und Löschen stehen danach im Prüfprotokoll.',
    who: 'Name eines Ansprechpartners oder Telefonnummer',
    whoHint: 'Auch eine nicht eingetragene Nummer lässt sich nachschlagen.',
    look: 'Nachschlagen',
    nobody: 'Niemand gefunden.',
    ours: 'Das ist die Nummer eines Technikers oder Supervisors. Nehmen Sie die Person stattdessen aus dem Verzeichnis.',
    several: 'Mehrere Personen passen. Wer ist gemeint?',
    left: 'hat den Platz nicht mehr',
    unregistered: 'nicht eingetragen',
    isHeld: 'Was gespeichert ist',
    kinds: {
      calls: 'Anrufe',
      tickets: 'Tickets',
      messages: 'SMS',
      recordings: 'Aufnahmen',
      requests: 'Anfragen, die auf einen Anruf warten',
    },
    numbers: (numbers) => `Gesucht nach ${numbers} und dem eingetragenen Namen.`,
    sharedNumbers: 'Nur nach dem Namen gesucht: Die Nummer gehört auch jemand anderem.',
    export: 'Als JSON laden',
    erase: 'Diese Person löschen',
    eraseText:
      'Name, Nummern, Worte, Nachrichten und Aufnahmen werden überall entfernt, auch beim Anbieter, und der Platz wird frei. Das lässt sich nicht zurücknehmen.',
    remains:
      'Was bleibt: dass es Anrufe und Tickets gab, wann, wie schwer, und ob die Zusagen gehalten wurden. In Sicherungen bleibt die Person, bis diese ablaufen; die Verzeichnisdatei ändern Sie bitte selbst.',
    waiting: 'Es fehlt noch eine Antwort:',
    closeOpen: 'Diese Tickets ohne Antwort schließen',
    type: (name) => `Zur Bestätigung „${name}“ eingeben`,
    eraseNow: 'Endgültig löschen',
    refused: {
      mistyped: 'Der Name stimmt nicht überein. Nichts wurde gelöscht.',
      'open-tickets':
        'Nichts wurde gelöscht: Ein Ticket wartet auf Antwort, und niemand könnte mehr zurückrufen. Beantworten Sie es zuerst, oder schließen Sie es hier.',
      'on-the-line': 'Nichts wurde gelöscht: Die Person telefoniert gerade mit uns.',
    },
    erased: 'Die Person wurde gelöscht. Aufnahmen und was der Anbieter hat, folgen in wenigen Minuten.',
  },
};
