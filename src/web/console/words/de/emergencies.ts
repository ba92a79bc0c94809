import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

export const emergencyWords: Pick<Words, 'emergencies'> = {
  emergencies: {
    title: 'Unbestätigte Tickets',
    intro:
      'Anrufer, die sich nicht ausweisen konnten. Bestätigte Tickets gehen immer vor. Hören Sie bitte an, was gesagt wurde, bevor Sie etwas schließen.',
    none: 'Kein unbestätigtes Ticket ist offen.',
    tick: 'Schließen',
    tickOne: (number) => `Ticket ${number} schließen`,
    ticket: 'Ticket',
    since: 'Erstes Klingeln',
    calls: 'Anrufe',
    messages: 'Nachrichten',
    hasIt: 'Übernommen von',
    close: 'Angekreuzte Tickets schließen',
    closeHint:
      'Zu ihnen wird niemand mehr alarmiert und niemand zurückgerufen. Was ein Techniker übernommen hat, ist nicht angekreuzt.',
    reason: 'Grund',
    sure: 'Ich habe sie mir angesehen',
    submit: 'Gemeinsam schließen',
    closed: (count) => `${plural(count, 'Ticket ist', 'Tickets sind')} geschlossen.`,
    faults: {
      'none-ticked': 'Nichts wurde geschlossen: Es ist kein Ticket angekreuzt.',
      'no-reason': 'Nichts wurde geschlossen: Bitte einen Grund angeben.',
      'not-sure': 'Nichts wurde geschlossen: Bitte bestätigen, dass Sie sie sich angesehen haben.',
    },
  },
};
