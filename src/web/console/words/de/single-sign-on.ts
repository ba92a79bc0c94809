import type { Words } from '../en/index.ts';

export const singleSignOnWords: Pick<Words, 'singleSignOn'> = {
  singleSignOn: {
    begin: (name) => `Mit ${name} anmelden`,
    orPassword: 'oder mit Passwort',
    away: (name) =>
      `${name} antwortet nicht. Melden Sie sich mit Ihrem Passwort an, oder versuchen Sie es gleich noch einmal.`,
    refused: (name) => `${name} hat Sie nicht hereingelassen, oder Sie haben dort abgebrochen.`,
    failed: (name) =>
      `Die Anmeldung mit ${name} hat nicht geklappt. Bitte noch einmal versuchen oder das Passwort benutzen.`,
    refusals: {
      'no-role': {
        title: 'Sie haben hier noch keine Rolle',
        text: 'Wir wissen, wer Sie sind, aber keine Ihrer Gruppen hat hier eine Rolle. Wenden Sie sich an die Person, die Ihre Gruppen verwaltet, oder an die Administration der Hotline.',
      },
      removed: {
        title: 'Ihr Zugang wurde entfernt',
        text: 'Die Administration der Hotline hat Ihren Zugang entfernt und kann Sie wieder zulassen.',
      },
    },
  },
};
