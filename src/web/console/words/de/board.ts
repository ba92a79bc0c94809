import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

export const boardWords: Pick<Words, 'board'> = {
  board: {
    title: 'Übersicht',
    allKept: 'Alle Zusagen werden eingehalten.',
    noneOpen: 'Kein Ticket ist offen. Jede Zusage ist erfüllt oder erledigt.',
    missed: (missed, unheld) =>
      plural(missed, 'Frist verpasst', 'Fristen verpasst') +
      (unheld === 0
        ? ''
        : unheld === missed
          ? ', niemand hat übernommen'
          : `, davon ${unheld} nicht übernommen`),
    near: (near) => plural(near, 'Frist wird knapp', 'Fristen werden knapp'),
    unreached: (count, areCritical) =>
      areCritical
        ? plural(count, 'kritisches Ticket, niemand erreicht', 'kritische Tickets, niemand erreicht')
        : plural(count, 'Ticket, niemand erreicht', 'Tickets, niemand erreicht'),
    untoldCustomers: (count) => plural(count, 'Kunde nicht unterrichtet', 'Kunden nicht unterrichtet'),
    holdersAway: (count) =>
      plural(count, 'Ticket liegt bei jemandem, der abwesend ist', 'Tickets liegen bei Abwesenden'),
    openCases: 'Offene Tickets',
    count: (count) => plural(count, 'Ticket', 'Tickets'),
    unverifiedTogether: (count) => `${count} davon unbestätigt: gemeinsam ansehen`,
    more: (count) => `… und ${count} weitere mit späteren Fristen`,
    urgency: { fine: 'im Plan', near: 'knapp', missed: 'verpasst' },
    left: 'übrig',
    over: 'darüber',
    paused: 'Uhr ruht',
    resumes: (time) => `weiter ${time}`,
    due: (time) => `fällig ${time}`,
    paged: 'Alarmiert',
    nobodyPaged: 'noch niemand',
    hasIt: 'Übernommen',
    nobodyHasIt: 'noch niemand',
    nobodyReached: (time) => `seit ${time} niemand erreicht`,
    stepsFailed: (steps) => `${plural(steps, 'Stufe', 'Stufen')} erfolglos`,
    holderAway: 'abwesend',
    answerSent: 'Antwort unterwegs',
    since: (time) => `seit ${time}`,
    next: 'Als Nächstes',
    nextPage: (time) => `Alarm um ${time}`,
    nextCallback: (time) => `Rückruf um ${time}`,
    talking: 'im Gespräch',
    calling: 'wird verbunden',
    ringing: 'Techniker wird angerufen',
    nothingPlanned: 'nichts geplant',
    noCustomer: 'Ungeprüfter Anrufer',
    unverified: 'ungeprüft',
    untold: 'Kunde nicht unterrichtet',
    abandoned: 'früh aufgelegt',
    calls: 'Laufende Anrufe',
    noCalls: 'Niemand ist in der Leitung.',
    onCall: 'In Bereitschaft',
    nobody: 'Niemand',
    afterwards: (name, time) => `danach ${name} ab ${time}`,
    gap: (from, until) => `Niemand von ${from} bis ${until}`,
    noSchedules: 'Noch keine Dienstpläne.',
    override: 'Vertretung',
    health: 'Zustand',
    database: 'Datenbank',
    queue: 'Warteschlange',
    work: 'Alarme und Rückrufe',
    ok: 'in Ordnung',
    away: 'antwortet nicht',
    queueAway: 'nicht erreichbar; es geht langsamer weiter',
    onTime: 'pünktlich',
    overdue: (count, minutes) =>
      `${plural(count, 'Aufgabe', 'Aufgaben')} überfällig, die älteste ${minutes} min: Anbieter und Worker ansehen`,
    live: 'live',
    connecting: 'verbinde …',
    stale: 'Die Verbindung ist abgerissen. Die Anzeige kann veraltet sein.',
    asOf: (time) => `Stand ${time}`,
  },
};
