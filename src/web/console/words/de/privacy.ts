import type { Words } from '../en/index.ts';

export const privacyWords: Pick<Words, 'privacy'> = {
  privacy: {
    title: 'Datenschutz',
    intro: 'Wie lange was aufbewahrt wird und was über jemanden gespeichert ist.',
    periods: 'Fristen',
    what: 'Was',
    period: 'Aufbewahrt',
    after: 'Danach',
    held: 'Derzeit',
    oldest: 'Ältestes',
    due: 'Über der Frist',
    forever: 'ohne Ende',
    classes: {
      recordings: { name: 'Aufnahmen und Abschriften', end: 'gelöscht, im Speicher und beim Anbieter' },
      messages: { name: 'Kurznachrichten', end: 'gelöscht' },
      calls: {
        name: 'Anrufe',
        end: 'Nummer, Ansprechpartner und Schritte entfernt; Zeiten und Ausgang bleiben',
      },
      tickets: { name: 'Tickets', end: 'Ansprechpartner und alle Worte entfernt; Zusage und Zeiten bleiben' },
      audit: { name: 'Prüfprotokoll', end: 'gelöscht, frühestens nach einem Jahr' },
    },
    nextRun: (at) => `Jede Nacht eingehalten, das nächste Mal: ${at}.`,
    noRun: 'Niemand hält sie ein: Es lief noch kein Worker.',
    openTickets: 'Was ein offenes Ticket braucht, bleibt unberührt.',
    person: 'Eine Person',
    personIntro:
      'Jemand fragt, was über ihn gespeichert ist, oder möchte gelöscht werden. Ansehen, Ausgeben und Löschen werden festgehalten.',
    who: 'Name eines Ansprechpartners oder Telefonnummer',
    whoHint: 'Auch eine nicht eingetragene Nummer lässt sich nachschlagen.',
    look: 'Nachschlagen',
    nobody: 'Niemand gefunden.',
    ours: 'Das ist die Nummer eines Technikers oder Supervisors. Wer hier arbeitet, wird aus dem Verzeichnis genommen.',
    several: 'Mehrere passen. Wer ist gemeint?',
    left: 'hat den Platz nicht mehr',
    unregistered: 'nicht eingetragen',
    isHeld: 'Was gespeichert ist',
    kinds: {
      calls: 'Anrufe',
      tickets: 'Tickets',
      messages: 'Kurznachrichten',
      recordings: 'Aufnahmen',
      requests: 'Bitten um Anruf',
    },
    numbers: (numbers) => `Gesucht nach ${numbers} und dem eingetragenen Namen.`,
    sharedNumbers: 'Nur nach dem Namen gesucht: Die Nummer hat noch jemand.',
    export: 'Als JSON laden',
    erase: 'Diese Person löschen',
    eraseText:
      'Name, Nummern, Worte, Nachrichten und Aufnahmen werden überall entfernt, auch beim Anbieter, und der Platz wird frei. Das lässt sich nicht zurücknehmen.',
    remains:
      'Was bleibt: dass es Anrufe und Tickets gab, wann, wie schwer, und ob die Zusagen gehalten wurden. Sicherungen enthalten die Person, bis sie enden; die Verzeichnisdatei ist von Hand zu ändern.',
    waiting: 'Es fehlt noch eine Antwort:',
    closeOpen: 'Diese Tickets ohne Antwort schließen',
    type: (name) => `Zur Bestätigung „${name}“ eingeben`,
    eraseNow: 'Endgültig löschen',
    refused: {
      mistyped: 'Der Name stimmt nicht mit dem hier überein. Nichts wurde gelöscht.',
      'open-tickets':
        'Nichts wurde gelöscht: Ein Ticket wartet auf Antwort, und niemand könnte zurückrufen. Erst antworten oder schließen lassen.',
      'on-the-line': 'Nichts wurde gelöscht: Die Person telefoniert gerade mit uns.',
    },
    erased: 'Die Person wurde gelöscht. Aufnahmen und was der Anbieter hat, folgen binnen Minuten.',
    back: 'Zurück zu den Fristen',
  },
};
