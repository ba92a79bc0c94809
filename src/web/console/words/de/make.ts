import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

export const makeWords: Pick<Words, 'make' | 'supervisors' | 'importing' | 'firstSteps'> = {
  make: {
    name: 'Name',
    nameHint: 'So wird es überall angezeigt. Das Kürzel entsteht daraus und bleibt.',
    nameHintOld: 'So wird es überall angezeigt. Leer: Angezeigt wird das Kürzel.',
    nameRule: 'Bitte einen Namen angeben, höchstens 200 Zeichen in einer Zeile.',
    copyOf: (name: string) => `${name} (Kopie)`,
    copy: 'Kopieren',
    retire: 'Stilllegen',
    retireTitle: (name: string) => `„${name}“ stilllegen?`,
    retireText:
      'Danach lässt es sich nicht mehr auswählen. Für frühere Tickets gilt es weiter, und alles bleibt erhalten.',
    overridesLeft: (count: number) =>
      `Damit ${count === 1 ? 'entfällt' : 'entfallen'} auch ${plural(count, 'Vertretung, die noch aussteht', 'Vertretungen, die noch ausstehen')}.`,
    needed:
      'Noch nicht: Es wird noch verwendet. Bitte zuerst an jeder dieser Stellen etwas anderes eintragen.',
    lastPlan:
      'Noch nicht: Das ist die einzige Vertragsart, und nach ihr werden auch Anrufer bedient, die sich nicht ausweisen können. Bitte zuerst eine andere anlegen.',
    moreUses: (count: number) => `… und ${count} weitere`,
    use: { customer: 'Kunde', plan: 'Vertragsart', policy: 'Eskalation' },
    add: {
      calendars: 'Kalender anlegen',
      plans: 'Vertragsart anlegen',
      schedules: 'Bereitschaftsplan anlegen',
      escalations: 'Eskalation anlegen',
    },
    addTitle: {
      calendars: 'Neuer Kalender',
      plans: 'Neue Vertragsart',
      schedules: 'Neuer Bereitschaftsplan',
      escalations: 'Neue Eskalation',
    },
    firstNeeded: {
      plans: 'Eine Vertragsart braucht eine Eskalation: Bitte zuerst eine anlegen.',
      schedules: 'Ein Bereitschaftsplan braucht Techniker: Bitte zuerst einen anlegen.',
      customers: 'Ein Kunde braucht eine Vertragsart und einen Kalender: Bitte zuerst beide anlegen.',
    },
    none: {
      customers: 'Noch keine Kunden.',
      plans: 'Noch keine Vertragsarten.',
      calendars: 'Noch keine Kalender.',
      engineers: 'Noch keine Techniker.',
    },
    done: { added: 'Angelegt.', retired: 'Stillgelegt.' },
    copyText: 'Kopieren',
    copied: 'Kopiert',
    print: 'Drucken',
  },
  supervisors: {
    title: 'Telefone der Supervisoren',
    about: 'Werden angerufen, wenn sonst niemand erreicht wird',
    intro: 'Sie erfahren per SMS oder Anruf alles, was eine Zusage gefährdet.',
    phone: (number: number) => `Telefon ${number}`,
    name: (number: number) => `Name zu Telefon ${number}`,
    hint: 'Leere Zeilen zählen nicht.',
    none: 'Noch keine Telefone. Ohne sie erfährt niemand, wenn ein Ticket keinen Techniker findet.',
    optedOut:
      'Von diesem Telefon kam STOP, deshalb stellt der Anbieter keine SMS mehr zu. Bei Tickets klingelt es, Hinweise per SMS kommen dort nicht an. Nur von dort lässt es sich aufheben: mit einer SMS START an die Nummer der Hotline.',
    textless: (count: number) =>
      count === 1
        ? 'Ein Telefon der Supervisoren hat SMS abbestellt: Hinweise kommen dort nicht an.'
        : `${count} Telefone der Supervisoren haben SMS abbestellt: Hinweise kommen dort nicht an.`,
    more: 'Mehr Zeilen',
    rule: 'Geben Sie mindestens eine gültige Festnetz- oder Mobilnummer an, jede nur einmal, etwa +49 30 23125 000.',
    nameRule: 'Ein Name mit höchstens 200 Zeichen in einer Zeile.',
  },
  importing: {
    title: 'Kunden aus einer Tabelle',
    open: 'Aus einer Tabelle',
    intro:
      'Kunden und Ansprechpartner aus einer Tabelle, ein Ansprechpartner pro Zeile. Gespeichert wird erst, wenn Sie gesehen haben, was sich ändert.',
    file: 'CSV-Datei',
    fileHint: 'So, wie Ihre Tabellenkalkulation sie speichert, höchstens 2 MB und 5000 Zeilen.',
    look: 'Änderungen ansehen',
    template: 'Vorlage herunterladen',
    templateName: 'kunden.csv',
    columns: [
      'Kundennummer',
      'Kunde',
      'Vertragsart',
      'Kalender',
      'Gültig ab',
      'Gültig bis',
      'TAM',
      'Vertretung',
      'Ansprechpartner',
      'Telefon 1',
      'Telefon 2',
      'Sprache',
    ],
    example: [
      '100999',
      'Muster GmbH',
      '',
      '',
      '01.01.2026',
      '31.12.2027',
      '',
      '',
      'Mia Muster',
      '+49 30 23125 199',
      '',
      'Deutsch',
    ],
    refused: {
      'too-large':
        'Diese Datei ist größer als 2 MB. Bitte teilen Sie sie und senden Sie die Teile nacheinander.',
      unreadable: 'Es kam keine Datei an. Bitte wählen Sie eine CSV-Datei und senden Sie sie noch einmal.',
      workbook:
        'Das ist die Arbeitsmappe selbst. Speichern Sie sie in Ihrer Tabellenkalkulation als CSV (Datei, Speichern unter, CSV UTF-8), und senden Sie diese Datei.',
      damaged:
        'In dieser Datei fehlen Buchstaben: Sie ist abgeschnitten oder aus mehreren zusammengesetzt. Bitte speichern Sie die Tabelle noch einmal als CSV, und senden Sie diese Datei.',
    },
    preview: 'Was sich ändert',
    customers: (of) => `Kunden: ${of.added} neu, ${of.changed} geändert, ${of.unchanged} unverändert`,
    contacts: (of) => `Ansprechpartner: ${of.added} neu, ${of.changed} geändert, ${of.unchanged} unverändert`,
    kind: { new: 'neu', changed: 'geändert', unchanged: 'unverändert' },
    heads: ['Zeile', 'Was', 'Kundennummer', 'Name'],
    more: (count) => `… und ${count} weitere`,
    nothingNew: 'Es ändert sich nichts.',
    pins: (count) =>
      `${plural(count, 'neuer Ansprechpartner bekommt', 'neue Ansprechpartner bekommen je')} eine PIN. Gezeigt wird sie einmal, gleich nach dem Speichern.`,
    noPins: 'Es entstehen keine neuen PINs.',
    handOut: 'Wie die PINs übergeben werden',
    byPrint: (all) => `Auf einer Liste zum Drucken: alle ${all}`,
    byText: (texts, rest) =>
      rest === 0
        ? `Per SMS: ${texts}, jeweils an das eigene Mobiltelefon`
        : `Per SMS: ${texts}, jeweils an das eigene Mobiltelefon; auf einer Liste zum Drucken: ${rest} ohne eigenes`,
    byTextHint:
      'Die SMS gehen gleich nach dem Speichern hinaus, etwa eine pro Sekunde. Niemand bekommt eine PIN auf ein Telefon, das andere mitbenutzen.',
    save: 'Speichern',
    faulty:
      'Es wurde nichts gespeichert. Bitte berichtigen Sie diese Zeilen in der Tabelle und senden Sie sie noch einmal.',
    moreFaults: (count) => `… und ${plural(count, 'weiterer Fehler', 'weitere Fehler')}`,
    line: (line) => `Zeile ${line}:`,
    tooManyRows: (most) => `Mehr als ${most} Zeilen. Bitte teilen Sie die Tabelle.`,
    faults: {
      columns: 'Es fehlt eine Spalte mit Kundennummern. Nennen Sie sie „Kundennummer“.',
      empty: 'Die Tabelle hat keine Zeilen.',
      open: 'Hier beginnt eine Zelle mit einem Anführungszeichen ("), und das zweite fehlt. Bitte ergänzen Sie es, oder entfernen Sie das erste.',
      long: 'In dieser Zeile steht mehr, als die erste Zeile Spalten hat. Eine Zelle mit Komma oder Semikolon braucht Anführungszeichen.',
      unreached:
        'Die Vertragsart sagt mehr zu, als der Kalender in zehn Jahren öffnet. Wählen Sie einen anderen Kalender oder eine andere Vertragsart.',
      seats: 'Der Kunde hat mehr Ansprechpartner, als seine Vertragsart Plätze hat.',
      twice: 'Dieser Ansprechpartner steht zweimal in der Tabelle.',
      differs: 'Der Kunde steht weiter oben mit anderen Angaben.',
      erased:
        'Diese Person wurde auf ihren Wunsch gelöscht. Ist sie wieder da, vergeben Sie den Platz in der Konsole.',
    },
    fields: {
      number: 'Kundennummer',
      name: 'Kunde',
      plan: 'Vertragsart',
      calendar: 'Kalender',
      'valid.from': 'Gültig ab',
      'valid.until': 'Gültig bis',
      tam: 'TAM',
      deputy: 'Vertretung',
      contact: 'Ansprechpartner',
      phones: 'Telefon',
      language: 'Sprache',
    },
    cellFaults: {
      doubled: 'Zwei Spalten nennen es, und in dieser Zeile verschieden. Bitte behalten Sie eine.',
      shortened:
        'Ihre Tabellenkalkulation hat diese Nummer gekürzt (E+), die letzten Ziffern fehlen. Formatieren Sie die Spalte als Text, und tragen Sie die Nummer neu ein.',
      zeros:
        'Bis auf Nullen am Anfang hat ein anderer Kunde diese Nummer, und die lassen Tabellenkalkulationen weg. Formatieren Sie die Spalte als Text, und tragen Sie die Nummer ganz ein.',
      'was-anothers':
        'Diese Nummer hatte ein Kunde, der nicht mehr da ist; dessen Tickets und Berichte bleiben darunter. Wählen Sie eine andere. Ist es derselbe Kunde unter neuem Namen, tragen Sie den alten ein und benennen Sie ihn danach um.',
    },
    leftColumns: (heads, rest) =>
      `Aus diesen Spalten wird nichts gelesen: ${heads.map((head) => `„${head}“`).join(', ')}${rest > 0 ? ` und ${rest} weiteren` : ''}. Wie die Spalten heißen, die gelesen werden, zeigt die Vorlage.`,
    saving:
      'PINs werden erzeugt. Bitte lassen Sie diese Seite offen: Gespeichert wird erst, wenn alle fertig sind.',
    progress: (done, all) => `${done} von ${all} PINs`,
    overtaken:
      'Es wurde nichts gespeichert: Jemand hat das Verzeichnis inzwischen geändert, oder das Speichern ist misslungen. Bitte senden Sie die Tabelle noch einmal.',
    saved: (customers, contacts) =>
      `Gespeichert: ${plural(customers, 'Kunde', 'Kunden')}, ${plural(contacts, 'Ansprechpartner', 'Ansprechpartner')}.`,
    pinsTitle: 'Die neuen PINs',
    pinsText: 'Sie werden nur dieses eine Mal gezeigt. Sagen Sie jede nur der Person, der sie gehört.',
    pinHeads: ['Kunde', 'Ansprechpartner', 'PIN'],
    pinsOfRest: 'Diese Ansprechpartner haben kein eigenes Mobiltelefon.',
    textsGo: (count) =>
      `${plural(count, 'SMS mit einer PIN ist', 'SMS mit PINs sind')} unterwegs. Jede PIN gilt, sobald ihre SMS ankommt.`,
    textsSee: 'Nachsehen, ob sie ankommen',
    textsTitle: 'SMS mit PINs',
    textsWaiting: (count) => `Noch ${count} SMS zu senden.`,
    textsUnreached:
      'Diese Ansprechpartner haben ihre SMS unseres Wissens nicht bekommen. Bitte geben Sie ihnen am Platz eine neue PIN:',
  },
  firstSteps: {
    title: 'Erste Schritte',
    intro: 'Was die Hotline vor dem ersten Anruf braucht. Gehen Sie die Schritte in dieser Reihenfolge.',
    allDone: 'Alles ist da. Die Hotline ist bereit.',
    tooEarly:
      'Anrufe kommen schon an, doch ohne Kalender und Vertragsart entsteht kein Ticket. Bis dahin hören Anrufer eine Entschuldigung und werden mit dem ersten Telefon der Supervisoren verbunden; ohne eines hinterlassen sie eine Nachricht, die unter „Anrufe“ steht.',
    left: (count: number) => `Noch ${plural(count, 'Schritt', 'Schritte')}`,
    next: (go) => `Weiter: ${go}`,
    open: 'offen',
    done: 'erledigt',
    boardLink: (count: number) => `Erste Schritte: noch ${plural(count, 'Schritt', 'Schritte')}`,
    steps: {
      number: {
        title: 'Telefonnummer',
        text: 'Die Nummer der Hotline steht in HOTLINE_NUMBER.',
        practice: 'Das ist die Übungsleitung: Eine Nummer brauchen Sie noch nicht.',
        go: 'Zur Übungsleitung',
      },
      supervisors: {
        title: 'Telefone der Supervisoren',
        text: 'Wer benachrichtigt wird, wenn sonst niemand erreicht wird.',
        go: 'Telefone eintragen',
      },
      engineers: {
        title: 'Techniker',
        text: 'Wer auf welchen Telefonen alarmiert wird.',
        go: 'Techniker anlegen',
      },
      schedules: {
        title: 'Bereitschaftsplan',
        text: 'Wer wann Bereitschaft hat.',
        go: 'Bereitschaftsplan anlegen',
      },
      escalations: {
        title: 'Eskalation',
        text: 'Wer zu welchem Zeitpunkt der Frist alarmiert wird.',
        go: 'Eskalation anlegen',
      },
      calendars: { title: 'Kalender', text: 'Geschäftszeiten und Feiertage.', go: 'Kalender anlegen' },
      plans: {
        title: 'Vertragsart',
        text: 'Was für jeden Schweregrad zugesagt ist.',
        go: 'Vertragsart anlegen',
      },
      customers: { title: 'Erster Kunde', text: 'Wer einen Vertrag hat.', go: 'Kunden anlegen' },
      contacts: {
        title: 'Erster Ansprechpartner mit PIN',
        text: 'Wer für den Kunden anrufen darf.',
        go: 'Platz vergeben',
      },
      call: {
        title: 'Testanruf',
        text: 'Rufen Sie mit dieser PIN die Hotline an: Das Ticket erscheint in der Übersicht.',
        go: 'Zur Übersicht',
      },
    },
  },
};
