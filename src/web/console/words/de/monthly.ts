import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

export const monthlyWords: Pick<Words, 'monthly'> = {
  monthly: {
    listTitle: 'Monatsberichte',
    listLead: 'Was zugesagt und gehalten wurde, Monat für Monat.',
    goesTo: (address) => `Geht jeden Monat an ${address}.`,
    goesNowhere: 'Wird nicht verschickt: Für diesen Kunden ist keine E-Mail-Adresse eingetragen.',
    noMail: 'Wird nicht verschickt: Diese Installation hat keinen Mailserver (SMTP_URL).',
    runs: 'läuft noch',
    notSent: 'nicht verschickt',
    status: {
      planned: 'unterwegs',
      sending: 'wird verschickt',
      sent: 'verschickt',
      refused: 'vom Mailserver abgelehnt',
      unknown: 'vielleicht verschickt: Der Mailserver hat nicht geantwortet',
      overdue: 'überfällig: noch nicht verschickt',
    },
    sentAt: (at, to) => `verschickt am ${at} an ${to}`,
    unsent: (count) =>
      `${plural(count, 'Monatsbericht wurde', 'Monatsberichte wurden')} nicht rechtzeitig verschickt:`,
    differing: (count) =>
      `${plural(count, 'verschickter Monatsbericht stimmt', 'verschickte Monatsberichte stimmen')} nicht mehr:`,
    differs:
      'Der verschickte Bericht sagt etwas anderes: Seitdem hat sich gezeigt, dass eine Zusage dieses Monats gehalten oder verpasst wurde. Noch einmal verschickt, hat ihn der Kunde so, wie er hier steht.',
    differsShort: 'stimmt nicht mehr',
    sendNow: 'Jetzt verschicken',
    sendAgain: 'Noch einmal verschicken',
    print: 'Zum Drucken: Der Druckdialog Ihres Browsers macht ein PDF daraus.',
    asHtml: 'Herunterladen (HTML)',
    asJson: 'Herunterladen (JSON)',
    done: {
      sent: 'Der Bericht ist unterwegs.',
      remedy: 'Gespeichert.',
      'no-mail': 'Es fehlt ein Mailserver oder die Adresse des Kunden; es wurde nichts verschickt.',
      running: 'Dieser Monat läuft noch: Sein Bericht kann verschickt werden, wenn er vorbei ist.',
      empty: 'Bitte schreiben Sie 1 bis 2.000 Zeichen.',
      'changed-meanwhile':
        'Inzwischen hat jemand etwas anderes gespeichert; es steht unten im Bericht. Ihr Text ist noch im Feld: Speichern Sie ihn, ersetzt er das andere.',
    },
    remedyFor: (number, due) => `Was wegen Ticket ${number} getan wurde (fällig ${due})`,
    remedyHint: 'Der Kunde liest es im Bericht.',
    remedySave: 'Speichern',
    title: 'Servicebericht',
    under: 'Art. 9 der Delegierten Verordnung (EU) 2024/1773',
    article: {
      indicators: 'Leistungsindikatoren · Art. 9 Abs. 2 Buchst. b',
      delivery: 'Bericht über die Erbringung der Dienstleistung · Art. 9 Abs. 2 Buchst. a',
      misses: 'Bericht über Vorfälle · Art. 9 Abs. 2 Buchst. a',
      credit: 'Maßnahmen bei Nichteinhaltung der Dienstgüte · Art. 9 Abs. 1',
      objections: 'Sonstige relevante Informationen · Art. 9 Abs. 2 Buchst. c',
      signatures: 'Sonstige relevante Informationen · Art. 9 Abs. 2 Buchst. c',
      security: 'Bericht über die IKT-Sicherheit · Art. 9 Abs. 2 Buchst. a',
      continuity: 'Bericht über die Geschäftsfortführung · Art. 9 Abs. 2 Buchst. a',
      evidence: 'Integrität und Authentizität · Art. 9 Abs. 1',
    },
    heading: {
      indicators: 'Wie Zusagen eingehalten wurden',
      delivery: 'Alle Tickets',
      misses: 'Verpasste Fristen',
      credit: 'Gutschrift',
      objections: 'Widersprüche, wieder geöffnete Tickets und spätere Änderungen',
      signatures: 'Signaturänderungen',
      security: 'Wer anrufen darf',
      continuity: 'Verfügbarkeit der Leitung',
      evidence: 'Nachweis',
    },
    customer: (number) => `Kundennummer ${number}`,
    plan: (plan) => `Vertragsart: ${plan}`,
    made: (at) => `Stand: ${at}`,
    zone: (zone) => `Alle Zeiten in ${zone}`,
    soFar: 'Der Monat ist noch nicht vorbei: Die Zahlen können sich ändern.',
    kept: (kept, all) =>
      all === 0
        ? 'In diesem Monat war keine Antwort fällig.'
        : `${kept} von ${plural(all, 'Antwort', 'Antworten')} rechtzeitig gegeben.`,
    counts: 'Gezählt werden die Tickets, deren Frist in diesem Monat liegt.',
    due: 'fällig',
    head: {
      ticket: 'Ticket',
      opened: 'Erstes Klingeln',
      due: 'Fällig',
      answered: 'Beantwortet',
      took: 'Dauer',
      result: 'Ergebnis',
      cause: 'Ursache',
      late: 'Zu spät um',
      remedy: 'Abhilfe',
      stage: 'Stand',
      at: 'Wann',
    },
    noTickets: 'In diesem Monat gab es keine Tickets.',
    cut: (count) => `Aufgeführt sind die ersten ${count} Tickets; die Zahlen zählen alle.`,
    open: 'noch nicht',
    countsIn: (month) => `zählt im ${month}`,
    notDue: 'noch nicht fällig',
    withdrawn: 'vor der Frist geschlossen',
    how: 'Wie die Fristen zustande kommen',
    changed: (at, from, to) => `Schweregrad geändert am ${at}: von ${from} auf ${to}.`,
    kind: { problem: 'Problem oder Anfrage', signature: 'Signaturänderung' },
    noMisses: 'Jede Frist wurde eingehalten.',
    noRemedy: 'Noch keine eingetragen.',
    noCredit: 'Die Vertragsart hat keine Regel für Gutschriften.',
    share: (value) => `${value} des Monatsentgelts`,
    rule: (perMiss, atMost) =>
      atMost === null
        ? `Regel der Vertragsart: ${perMiss} je verpasster Frist.`
        : `Regel der Vertragsart: ${perMiss} je verpasster Frist, höchstens ${atMost}.`,
    noneDue: 'Keine Frist wurde verpasst; es steht keine Gutschrift zu.',
    noneByRule:
      'Es steht keine Gutschrift zu: Die Tickets mit verpasster Frist wurden unter einer Vertragsart oder Regel eröffnet, die keine vorsieht.',
    creditDue: (misses, due) =>
      `${plural(misses, 'Frist wurde', 'Fristen wurden')} verpasst. Gutschrift: ${due}.`,
    capped: 'Das ist die höchste Gutschrift dieser Vertragsart.',
    objected: (number, at) => `Ticket ${number}: Widerspruch des Kunden, ${at}`,
    reopened: (number, at) => `Ticket ${number}: von uns wieder geöffnet, ${at}`,
    changedLater: (number, { at, from, to }, month, result) =>
      `Ticket ${number}: Schweregrad von ${from} auf ${to} geändert, ${at}, nach dem Monat, in dem es zählt (${month}: ${result})`,
    noObjections: 'Keine.',
    version: (version) => `Version ${version}`,
    noSignatures: 'Keine.',
    seats: (taken, all) =>
      `${taken} von ${plural(all, 'benannten Ansprechpartner', 'benannten Ansprechpartnern')} ${taken === 1 ? 'hat' : 'haben'} eine PIN.`,
    seatsNow: 'Stand am Tag dieses Berichts.',
    availability: ({ share, drills, failed, unknownMinutes }) => {
      const hours = Math.round(unknownMinutes / 60);
      const unknown =
        hours === 0
          ? ''
          : ` Über rund ${plural(hours, 'Stunde', 'Stunden')} des Monats ist nichts bekannt, weil es keine solchen Anrufe gab.`;
      return `Die Hotline ruft sich selbst an, um zu prüfen, ob Anrufe durchkommen: in diesem Monat ${plural(drills, 'Anruf', 'Anrufe')}, davon erfolgreich ${drills - failed}. Demnach war die Leitung ${share} der gemessenen Zeit offen.${unknown}`;
    },
    notMeasured: 'Die Verfügbarkeit der Leitung wurde in diesem Monat nicht gemessen.',
    calls: (count) =>
      `${plural(count, 'Anruf', 'Anrufe')} von Ihnen ${count === 1 ? 'hat' : 'haben'} die Hotline erreicht.`,
    foundLater: (count) =>
      count === 0
        ? 'Die Anruflisten unseres Anbieters zeigten keinen Anruf, der uns nicht erreicht hätte.'
        : `Die Anruflisten unseres Anbieters zeigten ${plural(count, 'Anruf', 'Anrufe')} aller Kunden, die uns zunächst nicht erreicht hatten.`,
    noContract: (from, until) =>
      `Für diesen Monat ist kein Vertrag verzeichnet: Der heutige läuft vom ${from} bis zum ${until}.`,
    noneDueYet: 'In diesem Monat war bisher keine Antwort fällig.',
    notDueYet: (count) =>
      `${plural(count, 'Antwort steht', 'Antworten stehen')} noch aus und ${count === 1 ? 'ist' : 'sind'} noch nicht fällig:`,
    dueAt: (number, at) => `Ticket ${number}, fällig ${at}`,
    earlierRule: 'Tickets, die unter einer anderen Vertragsart oder Regel eröffnet wurden',
    keepCheckpoint:
      'Bitte bewahren Sie diesen Text auf. Mit ihm prüfen Sie jederzeit, dass vor seiner Unterschrift nichts umgeschrieben wurde: auf der Seite /evidence der Hotline.',
    runningCheckpoint:
      'Der neueste unterschriebene Stand des Nachweisbuchs. Der des Monats folgt, wenn der Monat abgeschlossen ist.',
    receipts:
      'Jedes Ticket unten hat einen Beleg. Die Adresse /receipts/ mit dem Beleg dahinter sagt, wo es im Nachweisbuch steht.',
    receipt: (receipt) => `Beleg ${receipt}`,
    mail: {
      subject: (customer, month) => `Servicebericht ${month}: ${customer}`,
      text: (month) =>
        `Guten Tag,\n\nanbei Ihr Servicebericht für ${month}: als Seite zum Lesen und Drucken und als Daten (JSON).\n\nWenn etwas darin nicht so ist, wie Sie es erlebt haben, antworten Sie bitte auf diese E-Mail.\n`,
    },
  },
};
