import { sentence } from '../../../../domain/flow/sentence.ts';
import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

export const boardWords: Pick<Words, 'board'> = {
  board: {
    title: 'Übersicht',
    allKept: 'Alle Zusagen werden eingehalten.',
    opensNone: 'Noch kann kein Ticket eröffnet werden',
    lineClosed: 'Kunden erreichen uns vielleicht nicht: Unsere Probeanrufe kommen nicht durch',
    noneOpen: 'Kein Ticket ist offen: Alle sind beantwortet oder geschlossen.',
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
    untoldCustomers: (count) => plural(count, 'Kunde nicht benachrichtigt', 'Kunden nicht benachrichtigt'),
    holdersAway: (count) =>
      plural(count, 'Ticket liegt bei jemandem, der abwesend ist', 'Tickets liegen bei Abwesenden'),
    uncovered: (count) =>
      plural(count, 'Bereitschaftsplan ist unbesetzt', 'Bereitschaftspläne sind unbesetzt'),
    filter: 'Filtern',
    showAll: 'Alle zeigen',
    mine: 'Meine',
    mineTitle: 'Meine Tickets',
    everybodys: 'Alle Tickets',
    customer: 'Kunde',
    state: 'Stand',
    sort: 'Reihenfolge',
    anySeverity: 'jeder Schweregrad',
    anyCustomer: 'jeder Kunde',
    anyState: 'jeder Stand',
    states: {
      unheld: 'nicht übernommen',
      unreached: 'niemand erreicht',
      acknowledged: 'übernommen',
      missed: 'Frist verpasst',
    },
    sorts: {
      left: 'kürzeste Restzeit zuerst',
      severity: 'höchster Schweregrad zuerst',
      newest: 'neueste zuerst',
    },
    noneFits: 'Keine passenden offenen Tickets.',
    yourShift: (schedule, until) => sentence`Sie haben bis ${until} Bereitschaft in ${schedule}.`,
    yourNextShift: (schedule, from) => `Ihre nächste Schicht in ${schedule}: ab ${from}.`,
    alarm: {
      critical: (severity, number, customer) => `Neu, ${severity}: ${number}, ${customer}`,
      amber: (severity, number, customer) => `Noch niemand erreicht: ${number}, ${customer} (${severity})`,
      red: (severity, number, customer) => `Niemand hat übernommen: ${number}, ${customer} (${severity})`,
      missed: (severity, number, customer) => `Frist verpasst: ${number}, ${customer} (${severity})`,
    },
    sound: 'Ton',
    soundOn: 'Ton ist an',
    notify: 'Mitteilungen',
    notifyOn: 'Mitteilungen sind an',
    notifyBlocked: 'Mitteilungen sind im Browser gesperrt',
    openCases: 'Offene Tickets',
    count: (count) => plural(count, 'Ticket', 'Tickets'),
    countOf: (shown, all) => `${shown} von ${plural(all, 'Ticket', 'Tickets')}`,
    unverifiedTogether: (count) => `${count} davon unbestätigt: gemeinsam ansehen`,
    more: (count) =>
      `… und ${count === 1 ? '1 weiteres mit späterer Frist' : `${count} weitere mit späteren Fristen`}`,
    urgency: { fine: 'im Plan', near: 'knapp', missed: 'verpasst' },
    left: 'übrig',
    over: 'überfällig',
    paused: 'pausiert',
    resumes: (time) => `läuft weiter ${time}`,
    due: (time) => `fällig ${time}`,
    paged: 'Alarmiert',
    nobodyPaged: 'noch niemand',
    hasIt: 'Übernommen',
    with: (helpers) => `mit ${helpers}`,
    helpWanted: 'zweite Person gesucht',
    nobodyHasIt: 'noch niemand',
    nobodyReached: 'niemand erreicht',
    stepsFailed: (steps) => `${plural(steps, 'Stufe', 'Stufen')} erfolglos`,
    holderAway: 'abwesend',
    answerSent: 'Antwort unterwegs',
    since: (time) => `seit ${time}`,
    next: 'Als Nächstes',
    nextPage: (time, isToday) => `Alarm ${isToday ? 'um' : 'am'} ${time}`,
    nextCallback: (time, isToday) => `Rückruf ${isToday ? 'um' : 'am'} ${time}`,
    talking: 'im Gespräch',
    calling: 'wird verbunden',
    ringing: 'Techniker wird angerufen',
    nothingPlanned: 'nichts geplant',
    noCustomer: 'Unbestätigter Anrufer',
    unverified: 'unbestätigt',
    untold: 'Kunde nicht benachrichtigt',
    abandoned: 'früh aufgelegt',
    calls: 'Laufende Anrufe',
    noCalls: 'Niemand ist in der Leitung.',
    onCall: 'In Bereitschaft',
    nobody: 'Niemand',
    restsUntil: (time) => `in Ruhezeit bis ${time}`,
    afterwards: (name, time) => `danach ${name} ab ${time}`,
    gap: (from, until) => `Niemand von ${from} bis ${until ?? 'auf Weiteres'}`,
    recordAltered: (count) =>
      count === 1
        ? 'Was gespeichert ist, stimmt nicht mit dem Nachweisbuch überein:'
        : `Was gespeichert ist, stimmt an ${count} Stellen nicht mit dem Nachweisbuch überein. Die erste:`,
    noSchedules: 'Noch keine Bereitschaftspläne.',
    override: 'Vertretung',
    health: 'Zustand',
    database: 'Datenbank',
    queue: 'Warteschlange',
    work: 'Alarme und Rückrufe',
    ok: 'in Ordnung',
    away: 'antwortet nicht',
    queueAway: 'nicht erreichbar; Aufgaben beginnen bis zu eine Sekunde später',
    line: 'Leitung',
    lineOpen: (time) => `Probeanruf kam durch, ${time}`,
    lineDoubted: {
      doubted: (time, fault) => `Probeanruf kam nicht durch, ${time}: ${fault}; der nächste folgt`,
      closed: (time, fault) => `seit ${time} kommt kein Probeanruf durch: ${fault}`,
    },
    lineUntried: (time) =>
      time === null ? 'noch kein Probeanruf' : `kein Probeanruf seit ${time}: Worker prüfen`,
    drillFaults: {
      'not-placed': 'der Anbieter nahm ihn nicht an',
      'not-rung': 'bei uns klingelte es nicht',
      'not-keyed': 'die Tasten kamen nicht an',
    },
    onTime: 'pünktlich',
    overdue: (count, minutes) =>
      `${plural(count, 'Aufgabe', 'Aufgaben')} überfällig, die älteste seit ${minutes} min: Anbieter und Worker prüfen`,
    live: 'live',
    connecting: 'verbinde …',
    stale: 'Die Verbindung ist abgerissen. Die Anzeige kann veraltet sein.',
    asOf: (time) => `Stand ${time}`,
  },
};
