import type { Words } from '../en/index.ts';

export const secondFactorWords: Pick<Words, 'secondFactor'> = {
  secondFactor: {
    title: 'Zweiter Faktor',
    code: 'Code',
    codeTitle: 'Zweiter Schritt',
    codeText: 'Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App jetzt zeigt.',
    codeOr: 'Kein Telefon zur Hand? Auch ein Wiederherstellungscode geht. Jeder gilt nur einmal.',
    submit: 'Anmelden',
    again: 'Von vorn beginnen',
    expired: 'Das hat zu lange gedauert. Bitte noch einmal anmelden.',
    off: 'Aus',
    on: 'An',
    offText:
      'Mit einem zweiten Faktor genügt ein Passwort allein nicht: Zur Anmeldung gehört dann ein Code aus einer App auf Ihrem Telefon.',
    required: 'Ihre Rolle braucht einen zweiten Faktor. Richten Sie ihn jetzt ein, es dauert eine Minute.',
    none: 'Sie melden sich über die Firmenanmeldung an; sie kümmert sich darum.',
    begin: 'Einrichten',
    setUpTitle: 'Zweiten Faktor einrichten',
    scan: 'Scannen Sie das mit einer Authenticator-App, zum Beispiel Aegis, FreeOTP, 1Password oder der Ihrer Firma.',
    qrLabel: 'QR-Code für die Authenticator-App',
    byHand: 'Oder tippen Sie diesen Schlüssel in die App:',
    prove: 'Geben Sie dann den Code ein, den die App zeigt.',
    confirm: 'Einschalten',
    onText: 'Zur Anmeldung gehört ein Code Ihrer Authenticator-App.',
    codesLeft: (count) =>
      count === 1
        ? 'Es ist noch 1 Wiederherstellungscode übrig.'
        : `Es sind noch ${count} Wiederherstellungscodes übrig.`,
    renew: 'Neue Wiederherstellungscodes erzeugen',
    remove: 'Ausschalten',
    change: 'Ändern',
    changeHint: 'Jede Änderung braucht einen Code, damit sie niemand anderes an Ihrem Arbeitsplatz vornimmt.',
    requiredKept: 'Ihre Rolle braucht ihn, darum lässt er sich nicht ausschalten.',
    removed: 'Der zweite Faktor ist ausgeschaltet.',
    codesTitle: 'Wiederherstellungscodes',
    codesText:
      'Drucken Sie sie aus oder legen Sie sie in einen Passwortspeicher. Jeder lässt Sie einmal herein, wenn das Telefon weg ist. Frühere gelten nicht mehr.',
    codesOnce: 'Sie werden nur dieses eine Mal gezeigt.',
    codesKept: 'Ich habe sie gesichert',
    faults: {
      'wrong-code':
        'Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten und versuchen Sie es damit.',
      locked: 'Zu viele falsche Codes. Bitte in 15 Minuten noch einmal versuchen.',
    },
  },
};
