import type { Words } from '../en/index.ts';

export const auditWords: Pick<Words, 'audit'> = {
  audit: {
    title: 'Prüfprotokoll',
    intro:
      'Wer was angesehen, angehört, ausgegeben und geändert hat. Niemand kann einen Eintrag ändern oder löschen.',
    when: 'Wann',
    who: 'Wer',
    did: 'Was',
    subject: 'Woran',
    older: 'Ältere Einträge',
    newest: 'Zu den neuesten',
    none: 'Noch keine Einträge.',
    actions: {
      'signed-in': 'hat sich angemeldet',
      'sign-in-refused': 'falscher Benutzername oder falsches Passwort',
      'sign-in-locked': 'nach falschen Passwörtern gesperrt',
      'signed-out': 'hat sich abgemeldet',
      'password-changed': 'hat das Passwort geändert',
      'user-added': 'hat einen Benutzer angelegt',
      'user-removed': 'hat einen Benutzer entfernt',
      'password-reset': 'hat ein Passwort zurückgesetzt',
      'viewed-ticket': 'hat ein Ticket angesehen',
      'viewed-call': 'hat einen Anruf angesehen',
      searched: 'hat die Anrufe durchsucht',
      exported: 'hat die Anrufe ausgegeben',
      listened: 'hat eine Aufnahme angehört',
      acknowledged: 'hat übernommen',
      answered: 'hat die Antwort vermerkt',
      noted: 'hat eine Notiz hinzugefügt',
      progressed: 'hat den Fortschritt vermerkt',
      closed: 'hat geschlossen',
      'override-added': 'hat jemand anderen eingeteilt',
      'override-withdrawn': 'hat eine Vertretung zurückgenommen',
    },
  },
};
