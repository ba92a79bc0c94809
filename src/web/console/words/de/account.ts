import type { Words } from '../en/index.ts';

export const accountWords: Pick<Words, 'signIn' | 'password' | 'sessions'> = {
  signIn: {
    title: 'Anmelden',
    login: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    refused: 'Benutzername und Passwort passen nicht zusammen. Bitte noch einmal versuchen.',
    locked:
      'Zu viele falsche Passwörter oder Codes. Von hier aus ist dieser Benutzername für 15 Minuten gesperrt.',
    tooMany: 'Zu viele Anmeldungen von hier',
    tooManyText:
      'Aus Ihrem Netz wurde eben sehr oft versucht, sich anzumelden. Bitte warten Sie eine Minute.',
    practiceHint:
      'Es ist kein Anbieter eingerichtet: Die Hotline läuft auf ihrer Übungsleitung, und kein echtes Telefon klingelt. Ihre Adresse mit dem Schlüssel steht dort, wo der Dienst gestartet wurde.',
    firstTime:
      'Zum ersten Mal hier? Der Benutzername „admin“ und sein Einmalpasswort stehen dort, wo der Dienst gestartet wurde.',
  },
  password: {
    title: 'Passwort ändern',
    mustChange: 'Ihr Passwort wurde Ihnen gegeben. Wählen Sie eines, das nur Sie kennen.',
    before: 'Bisheriges Passwort',
    chosen: 'Neues Passwort',
    again: 'Neues Passwort, noch einmal',
    rule: 'Mindestens 12 Zeichen. Mehrere Wörter hintereinander lassen sich gut merken.',
    submit: 'Passwort ändern',
    faults: {
      'too-short': 'Das neue Passwort hat weniger als 12 Zeichen.',
      'too-long': 'Das neue Passwort hat mehr als 200 Zeichen.',
      'same-as-before': 'Das neue Passwort ist das alte.',
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
    hint: 'Etwas darunter kennen Sie nicht? Melden Sie sich überall ab, und ändern Sie dann Ihr Passwort.',
    endOthers: 'Alle anderen abmelden',
    endAll: 'Überall abmelden',
    done: 'Nur noch dieser Browser ist angemeldet.',
  },
};
