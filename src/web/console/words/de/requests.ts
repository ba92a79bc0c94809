import { plural } from '../plural.ts';

export const requestWords = {
  requests: {
    title: 'Warten auf Anruf',
    none: 'Keine Anfrage wartet auf einen Anruf.',
    latest: 'Anfragen, die telefonisch gestellt werden müssen',
    until: (time: string) => `Anruf möglich bis ${time}`,
    reminded: 'erinnert',
    never: 'nie angerufen',
    figure: 'Anfragen, die telefonisch gestellt werden mussten',
    fate: {
      phoned: 'angerufen',
      'phoned-late': 'nach Erinnerung angerufen',
      'in-writing': 'später schriftlich eröffnet',
      waiting: 'wartet noch',
      never: 'nie angerufen',
    },
    fateHead: 'Was daraus wurde',
    count: 'Anfragen',
    noRequests: 'Keine Anfrage musste telefonisch gestellt werden.',
    reading: (phoned: number, all: number) =>
      `Zu ${phoned} von ${plural(all, 'Anfrage', 'Anfragen')} wurde angerufen.`,
  },
};
