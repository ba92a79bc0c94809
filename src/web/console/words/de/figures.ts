import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

export const figuresWords: Pick<Words, 'figures'> = {
  figures: {
    title: 'Kennzahlen',
    otherZone: (zone, own) =>
      `Die Tage sind die von ${zone}. Die Monatsberichte dieses Kunden zählen nach seinem Kalender, in ${own}.`,
    dueBetween: (span) => `Fällige Tickets ${span}`,
    periods: 'Zeitraum',
    period: { '7-days': '7 Tage', '30-days': '30 Tage', '90-days': '90 Tage', '12-months': '12 Monate' },
    columns: 'Säulen',
    fitting: 'automatisch',
    grain: { day: 'Tag', week: 'Woche', month: 'Monat' },
    customerHint: 'Nummer, Name',
    table: 'Tabelle',
    file: 'Als CSV laden',
    overTime: {
      day: 'Rechtzeitig beantwortet, nach Tagen',
      week: 'Rechtzeitig beantwortet, nach Wochen',
      month: 'Rechtzeitig beantwortet, nach Monaten',
    },
    by: {
      severity: 'Rechtzeitig beantwortet, nach Schweregrad',
      plan: 'Rechtzeitig beantwortet, nach Vertragsart',
      customer: 'Rechtzeitig beantwortet, nach Kunde',
      caller: 'Rechtzeitig beantwortet, nach Anrufer',
    },
    standing: { 'in-time': 'rechtzeitig', late: 'zu spät', unanswered: 'ohne Antwort' },
    all: 'alle fälligen',
    share: 'Rechtzeitig beantwortet',
    misses: 'Verpasst',
    caller: 'Anrufer',
    verified: 'bestätigt',
    unverified: 'unbestätigt',
    of: (count, all) => `${count} von ${all}`,
    inTime: (count, all) =>
      all === 0
        ? 'Kein Ticket war fällig.'
        : `${count} von ${plural(all, 'Ticket', 'Tickets')} rechtzeitig beantwortet.`,
    weakest: (name, count, all) => `Am seltensten rechtzeitig: ${name}, ${count} von ${all}.`,
    allKept: 'Jede Zusage wurde eingehalten.',
    nothing: 'Nichts in diesem Zeitraum.',
    missDetail: (late, unanswered) => `${late} zu spät, ${unanswered} ohne Antwort`,
    wait: { acknowledge: 'Zeit bis zur Übernahme', answer: 'Zeit bis zur Antwort' },
    medianOf: { acknowledge: 'bis zur Übernahme', answer: 'bis zur Antwort' },
    waited: 'Gewartet',
    cases: 'Tickets',
    median: 'die Hälfte binnen',
    ninth: 'neun von zehn binnen',
    until: 'Bis',
    halfWithin: (median, ninth) => `Die Hälfte binnen ${median}, neun von zehn binnen ${ninth}.`,
    ninthWithin: (ninth) => `neun von zehn binnen ${ninth}`,
    below: (time) => `weniger als ${time}`,
    above: (time) => `${time} oder mehr`,
    waitByPlan: 'Wartezeit nach Vertragsart, Premium zuerst',
    onePlan: (plan, wait) => `${plan}: Die Hälfte hatte binnen ${wait} eine Antwort.`,
    twoPlans: (first, wait, last, lastWait) =>
      `Die Hälfte hatte mit ${first} binnen ${wait} eine Antwort, mit ${last} binnen ${lastWait}.`,
    reasons: 'Warum Fristen verpasst wurden',
    whyMissed: 'Grund',
    mainReason: (reason, count, all, isCut) =>
      `Am häufigsten: ${reason}, ${count} von ${isCut ? 'den letzten ' : ''}${all}.`,
    reason: {
      'raised-too-late': 'nach der neuen Frist hochgestuft',
      'answer-late': 'rechtzeitig gesprochen, spät beantwortet',
      'customer-not-reached': 'Kunde nicht erreicht',
      'callback-broken-off': 'Rückruf abgebrochen',
      'not-called': 'übernommen, nicht angerufen',
      'carrier-failed': 'Anbieter stellte die Alarme nicht zu',
      'nobody-on-call': 'niemand in Bereitschaft',
      'not-paged': 'vor der Frist nicht alarmiert',
      'nobody-acknowledged': 'niemand übernahm',
    },
    missedCases: 'Tickets mit verpasster Frist',
    moreInFile: (count) => `… und ${count} weitere in der Datei`,
    deadline: 'Fällig',
    answered: 'Beantwortet',
    callHours: 'Wann Anrufe kommen',
    busiest: (total, weekday, hour) =>
      total === 1
        ? `1 Anruf, am ${weekday} ab ${hour} Uhr.`
        : `${total} Anrufe; die meisten am ${weekday} ab ${hour} Uhr.`,
    noCalls: 'In diesem Zeitraum rief niemand an.',
    hourIn: (zone) => `Stunde (${zone})`,
    callbacks: 'Was aus Rückrufen wurde',
    outcome: 'Ausgang',
    tries: 'Versuche',
    mainOutcome: (outcome, count, all) => `Am häufigsten: ${outcome}, ${count} von ${all}.`,
    noTries: 'Niemand musste zurückgerufen werden.',
    triesTillReached: 'Versuche, bis der Kunde erreicht war',
    reachedAtTry: 'Erreicht beim Versuch',
    reachedFirst: (first, all) =>
      `${first} von ${plural(all, 'Kunde', 'Kunden')} beim ersten Versuch erreicht.`,
    customers: 'Kunden',
    never: 'nie',
    neverReached: 'nicht erreicht',
  },
};
