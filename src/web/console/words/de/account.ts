import type { Words } from '../en/index.ts';

export const accountWords: Pick<Words, 'signIn' | 'password' | 'sessions'> = {
  signIn: {
    title: 'Anmelden',
    login: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    refused: 'Benutzername oder Passwort ist falsch. Bitte noch einmal versuchen.',
    lost: 'Sie waren abgemeldet: Ihre letzte Eingabe wurde nicht gespeichert. Bitte melden Sie sich an und geben Sie sie noch einmal ein.',
    kept: 'Sie waren abgemeldet: Ihre letzte Eingabe ist noch nicht gespeichert. Bitte melden Sie sich an, dann steht sie wieder im Formular.',
    keptForm:
      'Noch nicht gespeichert: Das hatten Sie eingegeben, als Sie abgemeldet wurden. Bitte prüfen und noch einmal absenden.',
    keptText:
      'Nicht gespeichert: Sie waren abgemeldet, und das Formular gibt es hier nicht mehr. Das hatten Sie eingegeben:',
    locked:
      'Zu viele falsche Passwörter oder Codes. Aus Ihrem Netz ist dieser Benutzername für 15 Minuten gesperrt.',
    tooMany: 'Zu viele Anmeldungen aus Ihrem Netz',
    tooManyText:
      'Gerade gab es sehr viele Anmeldeversuche. Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
    practiceHint:
      'Es ist kein Telefonanbieter eingerichtet: Die Hotline läuft auf der Übungsleitung, und kein echtes Telefon klingelt. Die Adresse mit dem Schlüssel steht dort, wo der Dienst gestartet wurde.',
    firstTime:
      'Zum ersten Mal hier? Der Benutzername „admin“ und sein Einmalpasswort stehen dort, wo der Dienst gestartet wurde.',
  },
  password: {
    title: 'Passwort ändern',
    mustChange: 'Das war ein Einmalpasswort. Wählen Sie jetzt ein Passwort, das nur Sie kennen.',
    before: 'Bisheriges Passwort',
    chosen: 'Neues Passwort',
    again: 'Neues Passwort wiederholen',
    rule: 'Mindestens 12 Zeichen. Mehrere Wörter hintereinander merkt man sich leicht.',
    submit: 'Passwort ändern',
    faults: {
      'too-short': 'Das neue Passwort hat weniger als 12 Zeichen.',
      'too-long': 'Das neue Passwort hat mehr als 200 Zeichen.',
      'same-as-before': 'Das neue Passwort ist dasselbe wie das alte.',
      'too-simple': 'Das neue Passwort ist zu leicht zu erraten.',
      'wrong-password': 'Das bisherige Passwort stimmt nicht.',
      'not-the-same': 'Die beiden neuen Passwörter unterscheiden sich.',
      locked: 'Zu viele falsche Passwörter. Bitte in 15 Minuten noch einmal versuchen.',
    },
  },
  sessions: {
    title: 'Wo Sie angemeldet sind',
    own: 'dieser Browser',
    unknownBrowser: 'Ein Browser',
    hint: 'Ist etwas dabei, das Sie nicht kennen? Melden Sie sich überall ab und ändern Sie dann Ihr Passwort.',
    endOthers: 'Alle anderen abmelden',
    endAll: 'Überall abmelden',
    done: 'Nur noch dieser Browser ist angemeldet.',
  },
};
