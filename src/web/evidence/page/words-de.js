const MEMBERS_DE = {
  openedAt: 'eröffnet',
  respondBy: 'zugesagt bis',
  answeredAt: 'beantwortet',
  answeredBy: 'beantwortet von',
  acknowledgedAt: 'übernommen',
  acknowledgedBy: 'übernommen von',
  missedAt: 'verpasst',
  closedAt: 'geschlossen',
  reopenedAt: 'wieder geöffnet',
  severity: 'Schweregrad',
  status: 'Stand',
  plan: 'Vertragsart',
  calendar: 'Kalender',
  customerNumber: 'Kundennummer',
};

const manyDe = (count, one, many) => `${count} ${count === 1 ? one : many}`;
const memberDe = (name) => MEMBERS_DE[name] ?? name;
const saidDe = (value) => (value === 'null' ? 'nichts' : value);

/** Welche Tatsache: „opened“ zu Ticket 4711, 5. Okt. 2026, 11:00. */
const factDe = ({ ticket, kind, index }, time) =>
  `${kind === undefined ? 'ein Eintrag' : `„${kind}“`}${ticket === undefined ? '' : ` zu Ticket ${ticket}`}` +
  `${time === undefined ? '' : `, ${time}`} (Eintrag ${index} im Nachweisbuch)`;

export const DE = {
  name: 'de',
  ofTicket: (ticket) => `Ticket ${ticket}`,
  ofMonth: (customer, month) => `Kunde ${customer}, ${month}`,
  title: 'Nachweisdatei prüfen',
  intro:
    'Diese Seite prüft, ob die Zeiten, die man Ihnen zu Ihren Tickets nennt, damals so festgehalten wurden. Sie braucht kein Netz: Ihre Datei bleibt auf diesem Gerät.',
  language: 'Sprache',
  drop: 'Nachweisdatei wählen oder hier ablegen',
  dropHint: 'Eine Datei vom Typ .json; auch den Text eines älteren Prüfpunkts können Sie hier ablegen.',
  own: 'Was Sie von anderswo haben',
  ownHint: 'Ohne dies lässt sich die Datei nur an sich selbst prüfen.',
  key: 'Der Schlüssel des Nachweisbuchs',
  keyHint: 'Aus Ihrem Vertrag oder einem Brief; auch unter /.well-known/hotline-log-key der Hotline.',
  older: 'Ein Prüfpunkt, den Sie früher aufgehoben haben',
  olderHint:
    'Ein kurzer Text mit einer Unterschrift am Ende. Damit sehen Sie, dass nichts davor umgeschrieben wurde.',
  save: 'Diese Seite speichern, um ohne uns zu prüfen',
  means: 'Was das beweist',
  meansText:
    'Wer das Nachweisbuch führt, unterschreibt dessen Stand. Eine Datei, die stimmt, passt in jedem gezeigten Wert zu diesem Stand. Dass es kein zweites Nachweisbuch daneben gibt, beweist erst der Prüfpunkt, den Sie selbst aufgehoben haben: Heben Sie jeden Monat einen auf.',
  busy: 'Wird geprüft …',
  good: 'Die Datei stimmt',
  goodText: 'Jeder gezeigte Wert ist der, der festgehalten wurde.',
  unknownKey: 'Die Datei stimmt nach ihrem eigenen Schlüssel',
  unknownKeyText: 'Wessen Schlüssel das ist, sehen Sie nur im Vergleich mit dem, den Sie von anderswo haben:',
  bad: 'Die Datei stimmt nicht',
  unread: 'Das ließ sich nicht prüfen',
  state: (time, size) => `Stand des Nachweisbuchs: ${time}, ${manyDe(size, 'Eintrag', 'Einträge')}.`,
  continued: (time) => `Seit Ihrem Prüfpunkt vom ${time} wurde nichts umgeschrieben.`,
  notCompared: 'Mit einem älteren Prüfpunkt wurde nicht verglichen.',
  orders: ({ first, last }) => `Einträge ${first} bis ${last} dieses Kunden, ohne Lücke.`,
  closed: ({ facts, tickets, first }) =>
    `Der Monat wurde mit ${manyDe(facts, 'Eintrag', 'Einträgen')} ab Nummer ${first} und ${manyDe(tickets, 'Ticket', 'Tickets')} abgeschlossen: Alle sind hier. Der Monat danach beginnt mit ${first + facts + 1}.`,
  notClosed:
    'Der Monat ist in dieser Datei nicht abgeschlossen: Was vor seinem ersten und nach seinem letzten Eintrag kam, kann fehlen.',
  stamped: ({ authority, time, size, signer = 'ohne Namen', isSigned }) =>
    `${authority} bestätigt, dass es den Stand mit ${manyDe(size, 'Eintrag', 'Einträgen')} am ${time} gab. ${
      isSigned
        ? `Geprüft: Der Zeitstempel gilt diesem Stand und ist mit dem beigefügten Zertifikat („${signer}“) unterschrieben; es ist für Zeitstempel bestimmt und war damals gültig. Wer es ausgestellt hat, wurde nicht geprüft: Das macht „openssl ts -verify“.`
        : 'Geprüft: Der Zeitstempel gilt diesem Stand. Seine Unterschrift wurde nicht geprüft: Das Zertifikat fehlt, oder der Browser kennt das Verfahren nicht. Das macht „openssl ts -verify“.'
    }`,
  afterwards: (count) =>
    `Nachgetragen: ${manyDe(count, 'Eintrag', 'Einträge')}, älter als das Nachweisbuch. Bewiesen ist nur, dass seither nichts daran geändert wurde.`,
  unproven: ({ ticket, member: name }) =>
    `Ticket ${ticket}: „${memberDe(name)}“ ist genannt, aber von der Datei nicht bewiesen.`,
  more: (count) => `und ${count} weitere`,
  caption: (count, zone) => `${manyDe(count, 'Ticket', 'Tickets')}, Zeiten in ${zone}`,
  columns: {
    number: 'Ticket',
    severity: 'Schweregrad',
    opened: 'Eröffnet',
    by: 'Zugesagt bis',
    answered: 'Beantwortet',
    verdict: 'Zusage',
  },
  kept: 'gehalten',
  missedBy: (time) => `um ${time} verpasst`,
  missed: 'verpasst',
  open: 'noch offen',
  none: 'nicht beantwortet',
  factsAsked: 'Angaben erbeten',
  notShown: 'nicht gezeigt',
  course: (count) => `Was geschehen ist: ${manyDe(count, 'Eintrag', 'Einträge')}`,
  duration: (days, hours, minutes) =>
    [days > 0 && `${days} Tg.`, hours > 0 && `${hours} Std.`, `${minutes} Min.`].filter(Boolean).join(' '),
  faults: {
    empty: () => 'Die Datei ist leer.',
    'too-large': () =>
      'Die Datei ist größer als 64 MiB. Das ist keine Nachweisdatei; lassen Sie sich einen kürzeren Zeitraum geben.',
    'not-text': () =>
      'Das ist keine Textdatei, also keine Nachweisdatei. Wählen Sie die Datei, wie Sie sie bekommen haben.',
    'not-json': () =>
      'Das ist keine Nachweisdatei: Es ist kein JSON. Wählen Sie die Datei, wie Sie sie bekommen haben.',
    'cut-short': () => 'Die Datei ist abgeschnitten: Ihr Ende fehlt. Holen Sie sie noch einmal.',
    'other-file': () => 'Das ist JSON, aber keine Nachweisdatei einer Hotline.',
    'other-format': ({ format }) =>
      `Die Datei hat das Format „${format}“, diese Seite liest „hotline-proof/v1“. Holen Sie die Seite neu.`,
    'said-twice': () => 'Die Datei sagt etwas zweimal: Was gilt, hinge davon ab, womit man sie liest.',
    damaged: ({ where }) =>
      `Die Datei ist beschädigt oder wurde geändert: „${where}“ ist nicht, wie es sein muss.`,
    'key-unreadable': () => 'Ein Schlüssel in der Datei ist beschädigt oder wurde geändert.',
    'own-key-unreadable': () =>
      'Der Schlüssel, den Sie eingegeben haben, ist nicht vollständig. Er hat drei Teile mit + dazwischen: Name, acht Ziffern oder Buchstaben, ein langer Text.',
    'note-unreadable': () => 'Der unterschriebene Stand in der Datei ist beschädigt oder wurde geändert.',
    'signature-wrong': () =>
      'Eine Unterschrift in der Datei ist falsch: Das Unterschriebene wurde geändert, oder jemand anderes hat unterschrieben.',
    'signed-by-other': () =>
      'Der unterschriebene Stand in der Datei trägt keine Unterschrift mit dem Schlüssel der Datei.',
    'other-origin': ({ origin }) =>
      `Der unterschriebene Stand gehört zu einem anderen Nachweisbuch: ${origin}.`,
    'handover-broken': () =>
      'Der Wechsel vom alten auf den neuen Schlüssel ist in der Datei nicht beglaubigt.',
    'other-installation': ({ yours, theirs }) =>
      `Die Datei ist von einer anderen Installation: von ${theirs}, Ihr Schlüssel von ${yours}.`,
    'other-key': ({ theirs }) =>
      `Die Datei ist mit einem anderen Schlüssel als Ihrem unterschrieben: ${theirs}. Fragen Sie nach, und verlassen Sie sich nicht auf die Datei.`,
    'not-secure': () =>
      'Auf einer unverschlüsselten Seite prüft der Browser keine Unterschriften. Speichern Sie diese Seite und öffnen Sie sie von der Platte.',
    'no-ed25519': () =>
      'Dieser Browser kann Unterschriften nach Ed25519 nicht prüfen. Nehmen Sie einen neueren, oder: hotline evidence verify DATEI --key SCHLÜSSEL',
    'older-unreadable': ({ why }) =>
      why === 'signed-by-other'
        ? 'Ihr älterer Prüfpunkt trägt die Unterschrift eines anderen Schlüssels: Er ist von einer anderen Installation, oder das Nachweisbuch wurde neu begonnen.'
        : 'Ihr älterer Prüfpunkt ist nicht vollständig oder wurde geändert. Er hat am Ende eine leere Zeile und eine mit der Unterschrift.',
    'older-is-newer': ({ time }) =>
      `Ihr Prüfpunkt vom ${time} ist neuer als die Datei. Holen Sie die Datei noch einmal, und vergleichen Sie die neue.`,
    'no-way': ({ time }) =>
      `Die Datei führt auf andere Prüfpunkte zurück, nicht auf Ihren vom ${time}. Lassen Sie sich eine geben, die mit ihm gemacht ist (--since).`,
    rewritten: ({ time }) =>
      `Das Nachweisbuch wurde umgeschrieben: Was in Ihrem Prüfpunkt vom ${time} unterschrieben ist, steht nicht mehr darin. Heben Sie beides auf.`,
    'told-otherwise': ({ ticket, member: name, said: told, was }) =>
      `Ticket ${ticket}, „${memberDe(name)}“: genannt ist ${saidDe(told)}, festgehalten wurde ${saidDe(was)}.`,
    'unknown-ticket': ({ ticket }) =>
      `Ticket ${ticket} ist genannt, aber die Datei enthält keinen Eintrag dazu.`,
    changed: (about, time) => `Geändert oder nie im Nachweisbuch: ${factDe(about, time)}.`,
    twice: (about, time) => `Doppelt oder nicht an seiner Stelle: ${factDe(about, time)}.`,
    chain: (about, time) => `Schließt nicht an den Eintrag davor an: ${factDe(about, time)}.`,
    gap: ({ from, to }) => `Ausgelassen: Auf Eintrag ${from} dieses Kunden folgt Eintrag ${to}.`,
    'month-facts': ({ first, facts, found }) =>
      `Ausgelassen: Der Monat wurde mit ${manyDe(facts, 'Eintrag', 'Einträgen')} ab Nummer ${first} abgeschlossen, die Datei hat davon ${found}.`,
    'month-tickets': ({ tickets, found }) =>
      `Ausgelassen: Der Monat wurde mit ${manyDe(tickets, 'Ticket', 'Tickets')} abgeschlossen, die Datei hat davon ${found}.`,
    'stamp-unreadable': ({ authority }) => `Der Zeitstempel von ${authority} ist beschädigt oder keiner.`,
    'stamp-of-other': ({ authority }) =>
      `Der Zeitstempel von ${authority} gilt nicht dem Stand, bei dem er steht, oder einer anderen Zeit.`,
    'stamp-signature': ({ authority }) =>
      `Der Zeitstempel von ${authority} ist nicht mit dem beigefügten Zertifikat unterschrieben, oder es galt dafür nicht.`,
    hidden: ({ names, ...about }, time) =>
      `Zurückgehalten: ${factDe(about, time)} zeigt „${names}“ nicht. Fehlen darf nur, was jemand geschrieben oder gesagt hat.`,
    untold: ({ ticket }) =>
      `Ausgelassen: Ticket ${ticket} wurde in diesem Monat eröffnet, und die Datei nennt es nicht.`,
    scope: () => 'Die Überschrift der Datei ist nicht die ihrer Tickets.',
  },
};
