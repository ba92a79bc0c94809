import type { Words } from '../en/index.ts';

export const playerWords: Pick<Words, 'player' | 'consent'> = {
  player: {
    deleted: (day) => `Die Aufnahme wurde am ${day} gelöscht.`,
    beingDeleted: 'Die Aufnahme wird gerade gelöscht.',
    unheard: {
      'no-words': 'Es waren keine Worte zu verstehen.',
      failed: 'Ein Transkript war nicht möglich.',
    },
    keptUntil: (day) => `aufbewahrt bis ${day}`,
  },
  consent: {
    title: 'Einwilligung zur Aufnahme',
    given: (at) => `Gegeben am ${at}`,
    version: (version) => `Wortlaut ${version}`,
    asked: 'Was gefragt wurde',
  },
};
