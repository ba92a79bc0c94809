import type { Words } from '../en/index.ts';
import { absenceWords } from './absences.ts';
import { accountWords } from './account.ts';
import { auditWords } from './audit.ts';
import { boardWords } from './board.ts';
import { callsWords } from './calls.ts';
import { caseWords } from './case.ts';
import { customerWords } from './customers.ts';
import { dealingWords } from './dealings.ts';
import { registryWords } from './directory.ts';
import { dutyWords } from './duty.ts';
import { emergencyWords } from './emergencies.ts';
import { explainWords } from './explain.ts';
import { feedWords } from './feeds.ts';
import { figuresWords } from './figures.ts';
import { makeWords } from './make.ts';
import { mineWords } from './mine.ts';
import { monthlyWords } from './monthly.ts';
import { playerWords } from './player.ts';
import { privacyWords } from './privacy.ts';
import { readinessWords } from './readiness.ts';
import { rehearsalWords } from './rehearsal.ts';
import { requestWords } from './requests.ts';
import { ruleWords } from './rules.ts';
import { rotaWords } from './schedules.ts';
import { searchWords } from './search.ts';
import { secondFactorWords } from './second-factor.ts';
import { shiftWords } from './shifts.ts';
import { singleSignOnWords } from './single-sign-on.ts';
import { textWords } from './texts.ts';
import { ticketWords } from './ticket.ts';
import { ticketListWords } from './tickets.ts';
import { tokensWords } from './tokens.ts';
import { updateWords } from './updates.ts';
import { usersWords } from './users.ts';
import { wallsWords } from './walls.ts';

export const de: Words = {
  language: 'de',
  locale: 'de-DE',
  name: 'Deutsch',
  product: 'Priority-Hotline',
  nav: {
    board: 'Übersicht',
    mine: 'Meine App',
    registry: 'Verzeichnis',
    tickets: 'Tickets',
    calls: 'Anrufe',
    figures: 'Kennzahlen',
    audit: 'Prüfprotokoll',
    users: 'Benutzer',
    privacy: 'Datenschutz',
    practice: 'Übungsleitung',
    skip: 'Zum Inhalt',
    account: 'Konto',
    sessions: 'Wo Sie angemeldet sind',
    password: 'Passwort ändern',
    secondFactor: 'Zweiter Faktor',
    signOut: 'Abmelden',
    mainMenu: 'Hauptmenü',
    languageMenu: 'Sprache',
  },
  roles: {
    supervisor: 'Supervisor',
    engineer: 'Technik',
    administrator: 'Administration',
    auditor: 'Revision',
  },
  errors: {
    notFound: 'Hier ist nichts',
    notFoundText: 'Vielleicht ist die Adresse vertippt, oder es gibt die Seite nicht mehr.',
    forbidden: 'Nicht für Ihre Rolle',
    forbiddenText: 'Das gehört nicht zu Ihrer Rolle. Die Administration kann sie ändern.',
    crossSite: 'Diese Anfrage kam nicht von dieser Seite',
    crossSiteText:
      'Sie wurde zur Sicherheit abgelehnt. Öffnen Sie die Seite neu und wiederholen Sie den Schritt.',
    doneBefore: 'Das ist schon erledigt',
    doneBeforeText:
      'Der erste Klick hat gezählt, nur seine Antwort ging verloren. Sehen Sie nach, bevor Sie ihn wiederholen. Ein Passwort oder eine PIN, die dabei zu sehen gewesen wäre, muss neu vergeben werden.',
    broken: 'Hier ist etwas schiefgegangen',
    brokenText: 'Der Fehler ist protokolliert. Bitte gleich noch einmal versuchen.',
    databaseAway: 'Die Datenbank antwortet nicht',
    databaseAwayText:
      'Anrufe werden trotzdem angenommen und durchgestellt. Diese Seite ist wieder da, sobald die Datenbank antwortet.',
    busy: 'Gerade ist viel los',
    busyText:
      'Sehr viele möchten sich zugleich anmelden. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
    tooLong: 'Das ist zu viel auf einmal',
    tooLongText: 'So viel Text wird hier nicht angenommen. Bitte kürzen oder auf mehrere Male verteilen.',
    kept: 'Was Sie eingegeben haben, ist in diesem Fenster aufgehoben: Auf der Seite, auf der Sie waren, steht es wieder im Formular.',
    keptForm:
      'Das hatten Sie eingegeben, als etwas dazwischenkam. Bitte prüfen, ob es schon gespeichert ist, und sonst noch einmal absenden.',
    keptText:
      'Beim Speichern kam etwas dazwischen, und das Formular gibt es hier nicht mehr. Das hatten Sie eingegeben:',
    toForm: 'Zurück zum Formular',
    noRecording: 'Der Anbieter hat diese Aufnahme nicht oder kann sie gerade nicht liefern.',
    back: 'Zur Übersicht',
  },
  ...absenceWords,
  ...accountWords,
  ...boardWords,
  ...caseWords,
  ...ticketWords,
  ...ticketListWords,
  ...monthlyWords,
  ...playerWords,
  ...privacyWords,
  ...callsWords,
  ...emergencyWords,
  ...explainWords,
  ...feedWords,
  ...figuresWords,
  ...auditWords,
  ...dealingWords,
  ...dutyWords,
  ...registryWords,
  ...makeWords,
  ...mineWords,
  ...customerWords,
  ...ruleWords,
  ...updateWords,
  ...readinessWords,
  ...rehearsalWords,
  ...requestWords,
  ...usersWords,
  ...wallsWords,
  ...textWords,
  ...tokensWords,
  ...rotaWords,
  ...searchWords,
  ...secondFactorWords,
  ...shiftWords,
  ...singleSignOnWords,
};
