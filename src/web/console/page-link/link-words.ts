import { sentence } from '../../../domain/flow/sentence.ts';
/**
 * What the link in a page shows. It is opened by engineers who have not signed in, in the language they are paged in; so
 * there are words for each language of the prompts, not only for those of the console.
 */
export interface LinkWords {
  language: string;
  locale: string;
  product: string;
  nav: { skip: string };
  title(number: string): string;
  severity: readonly [string, string, string, string];
  unverified: string;
  /** in place of a customer, where nobody knows whose it is */
  noCustomer: string;
  left: string;
  over: string;
  rests(until: string): string;
  due(time: string): string;
  round(round: number): string;
  tried(names: string): string;
  about: string;
  nothingYet: string;
  recording: string;
  noRecording: string;
  signature: { 'false-negative': string; 'false-positive': string };
  acknowledge: string;
  acknowledgeHint: string;
  /** somebody has it, and seeks a second person */
  wanted(name: string): string;
  assist: string;
  assistHint: string;
  helping(name: string): string;
  yours: string;
  callCustomer: string;
  noNumber: string;
  connectHint(number: string): string;
  whose(name: string): string;
  elsewhere(browser: string | null, time: string): string;
  more: string;
  invalid: string;
  invalidText: string;
  expired: string;
  expiredText: string;
  settled(number: string): string;
  settledText: string;
  asked(number: string): string;
  askedText: string;
  /** in place of a name */
  supervisor: string;
  taken(name: string, number: string): string;
  takenText: string;
  passedOn(number: string): string;
  passedOnText(number: string): string;
}

const en: LinkWords = {
  language: 'en',
  locale: 'en-GB',
  product: 'Priority hotline',
  nav: { skip: 'Skip to content' },
  title: (number) => `Ticket ${number}`,
  severity: ['Critical', 'High', 'Medium', 'Low'],
  unverified: 'unverified',
  noCustomer: 'Unverified caller',
  left: 'left',
  over: 'over',
  rests: (until) => `The clock rests until ${until}.`,
  due: (time) => `Qualified answer due ${time}.`,
  round: (round) => `Round ${round} of paging.`,
  tried: (names) => sentence`Already tried: ${names}.`,
  about: 'What it is about',
  nothingYet: 'Nothing has been described yet.',
  recording: 'Recording',
  noRecording: 'The carrier does not have this recording, or cannot deliver it right now.',
  signature: {
    'false-negative': 'Change of signatures: a virus was missed.',
    'false-positive': 'Change of signatures: a false alarm.',
  },
  acknowledge: 'Acknowledge',
  acknowledgeHint: 'All other pages fall silent. The clock runs on until a qualified answer.',
  wanted: (name) => `${name} has the ticket and needs a second person.`,
  assist: 'Assist',
  assistHint: 'The ticket stays with whoever has it.',
  helping: (name) => `${name} has the ticket, and you are helping. Please get in touch with each other.`,
  yours: 'The ticket is yours. Please call the customer.',
  callCustomer: 'Call the customer',
  noNumber: 'There is no callback number for this ticket.',
  connectHint: (number) =>
    `Would you rather call from the hotline’s number? Reply C ${number} to the SMS: we ring you, then the customer.`,
  whose: (name) => `This link is for ${name}: whoever acknowledges here takes the ticket in that name.`,
  elsewhere: (browser, time) =>
    `It was opened on another device before${browser ? ` (${browser})` : ''}, ${time}. That is on record.`,
  more: 'Sign in for more',
  invalid: 'This link opens nothing',
  invalidText: 'Perhaps a part of it is missing. Please tap the link in the latest SMS, or reply to it.',
  expired: 'This link has expired',
  expiredText: 'Please tap the link in the latest SMS, reply to it, or sign in.',
  settled: (number) => `Ticket ${number} is already settled`,
  settledText: 'There is nothing left for you to do. Thank you.',
  asked: (number) => `The customer was asked for facts about ticket ${number}`,
  askedText: 'There is nothing for you to do for now. Thank you.',
  supervisor: 'A supervisor',
  taken: (name, number) => `${name} has ticket ${number}`,
  takenText: 'There is nothing left for you to do. Thank you.',
  passedOn: (number) => `You passed ticket ${number} on`,
  passedOnText: (number) => `It is with the next person. To take it after all, reply A ${number} to the SMS.`,
};

const de: LinkWords = {
  language: 'de',
  locale: 'de-DE',
  product: 'Priority-Hotline',
  nav: { skip: 'Zum Inhalt' },
  title: (number) => `Ticket ${number}`,
  severity: ['Kritisch', 'Hoch', 'Mittel', 'Niedrig'],
  unverified: 'unbestätigt',
  noCustomer: 'Unbestätigter Anrufer',
  left: 'übrig',
  over: 'überfällig',
  rests: (until) => `Die Uhr ruht bis ${until}.`,
  due: (time) => `Qualifizierte Antwort bis ${time}.`,
  round: (round) => `Alarm, Runde ${round}.`,
  tried: (names) => sentence`Schon versucht: ${names}.`,
  about: 'Worum es geht',
  nothingYet: 'Es ist noch nichts beschrieben.',
  recording: 'Aufnahme',
  noRecording: 'Der Anbieter hat diese Aufnahme nicht oder gibt sie gerade nicht heraus.',
  signature: {
    'false-negative': 'Änderung von Signaturen: Ein Virus wurde nicht erkannt.',
    'false-positive': 'Änderung von Signaturen: ein Fehlalarm.',
  },
  acknowledge: 'Übernehmen',
  acknowledgeHint: 'Alle anderen Alarme verstummen. Die Uhr läuft bis zur qualifizierten Antwort weiter.',
  wanted: (name) => `${name} hat das Ticket und braucht eine zweite Person.`,
  assist: 'Mithelfen',
  assistHint: 'Wem das Ticket gehört, bleibt wie es ist.',
  helping: (name) => `${name} hat das Ticket, und Sie helfen mit. Bitte sprechen Sie sich ab.`,
  yours: 'Das Ticket gehört Ihnen. Bitte rufen Sie den Kunden an.',
  callCustomer: 'Den Kunden anrufen',
  noNumber: 'Zu diesem Ticket gibt es keine Rückrufnummer.',
  connectHint: (number) =>
    `Lieber unter der Nummer der Hotline? Antworten Sie auf die SMS mit C ${number}: Wir rufen erst Sie an, dann den Kunden.`,
  whose: (name) => `Dieser Link ist für ${name}: Wer hier übernimmt, tut es in diesem Namen.`,
  elsewhere: (browser, time) =>
    `Er wurde vorher auf einem anderen Gerät geöffnet${browser ? ` (${browser})` : ''}, ${time}. Das ist vermerkt.`,
  more: 'Mehr nach der Anmeldung',
  invalid: 'Dieser Link öffnet nichts',
  invalidText:
    'Vielleicht fehlt ein Stück davon. Bitte tippen Sie auf den Link in der neuesten SMS oder antworten Sie auf sie.',
  expired: 'Dieser Link ist abgelaufen',
  expiredText:
    'Bitte tippen Sie auf den Link in der neuesten SMS, antworten Sie auf sie oder melden Sie sich an.',
  settled: (number) => `Ticket ${number} ist schon erledigt`,
  settledText: 'Für Sie ist nichts mehr zu tun. Danke.',
  asked: (number) => `Zu Ticket ${number} wurde der Kunde um Angaben gebeten`,
  askedText: 'Für Sie ist im Moment nichts zu tun. Danke.',
  supervisor: 'Ein Supervisor',
  taken: (name, number) => `${name} hat Ticket ${number}`,
  takenText: 'Für Sie ist nichts mehr zu tun. Danke.',
  passedOn: (number) => `Sie haben Ticket ${number} weitergegeben`,
  passedOnText: (number) =>
    `Es ist bei der nächsten Person. Doch übernehmen? Antworten Sie auf die SMS mit A ${number}.`,
};

const fr: LinkWords = {
  language: 'fr',
  locale: 'fr-FR',
  product: 'Hotline prioritaire',
  nav: { skip: 'Aller au contenu' },
  title: (number) => `Ticket ${number}`,
  severity: ['Critique', 'Élevée', 'Moyenne', 'Faible'],
  unverified: 'non confirmé',
  noCustomer: 'Appel non confirmé',
  left: 'restantes',
  over: 'de retard',
  rests: (until) => `Le délai est suspendu jusqu’à : ${until}.`,
  due: (time) => `Réponse qualifiée attendue pour : ${time}.`,
  round: (round) => `Alerte, tour ${round}.`,
  tried: (names) => sentence`Déjà essayé : ${names}.`,
  about: 'De quoi il s’agit',
  nothingYet: 'Rien n’a encore été décrit.',
  recording: 'Enregistrement',
  noRecording: 'L’opérateur n’a pas cet enregistrement, ou ne le donne pas pour le moment.',
  signature: {
    'false-negative': 'Changement de signatures : un virus n’a pas été détecté.',
    'false-positive': 'Changement de signatures : une fausse alerte.',
  },
  acknowledge: 'Prendre le ticket',
  acknowledgeHint: 'Toutes les autres alertes s’arrêtent. Le délai court jusqu’à une réponse qualifiée.',
  wanted: (name) => `${name} a le ticket et a besoin d’une deuxième personne.`,
  assist: 'Aider',
  assistHint: 'Le ticket reste à la personne qui l’a pris.',
  helping: (name) => `${name} a le ticket, et vous aidez. Contactez cette personne, s’il vous plaît.`,
  yours: 'Le ticket est à vous. Appelez le client, s’il vous plaît.',
  callCustomer: 'Appeler le client',
  noNumber: 'Il n’y a pas de numéro de rappel pour ce ticket.',
  connectHint: (number) =>
    `Plutôt avec le numéro de la hotline ? Répondez C ${number} au SMS : nous vous appelons, puis le client.`,
  whose: (name) => `Ce lien est pour ${name} : qui prend le ticket ici le prend en son nom.`,
  elsewhere: (browser, time) =>
    `Il a déjà été ouvert sur un autre appareil${browser ? ` (${browser})` : ''}, ${time}. C’est noté.`,
  more: 'Se connecter pour en voir plus',
  invalid: 'Ce lien n’ouvre rien',
  invalidText: 'Il en manque peut-être une partie. Touchez le lien du dernier SMS, ou répondez-y.',
  expired: 'Ce lien a expiré',
  expiredText: 'Touchez le lien du dernier SMS, répondez-y, ou connectez-vous.',
  settled: (number) => `Le ticket ${number} est déjà réglé`,
  settledText: 'Vous n’avez plus rien à faire. Merci.',
  asked: (number) => `Des précisions ont été demandées au client sur le ticket ${number}`,
  askedText: 'Vous n’avez rien à faire pour l’instant. Merci.',
  supervisor: 'Un superviseur',
  taken: (name, number) => `${name} a le ticket ${number}`,
  takenText: 'Vous n’avez plus rien à faire. Merci.',
  passedOn: (number) => `Vous avez passé le ticket ${number}`,
  passedOnText: (number) =>
    `Il est chez la personne suivante. Pour le prendre quand même, répondez A ${number} au SMS.`,
};

const ALL: readonly LinkWords[] = [en, de, fr];

/** The words of the first language of these that there are words for. */
export function linkWordsFor(languages: readonly string[]): LinkWords {
  const known = languages.flatMap((spoken) => ALL.find(({ language }) => language === spoken) ?? []);
  return known[0] ?? en;
}

/** Every language that there are words for. */
export const LINK_LANGUAGES = ALL.map(({ language }) => language);
