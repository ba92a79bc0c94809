import { plural } from '../plural.ts';

export const requestWords = {
  requests: {
    title: 'To be phoned in',
    none: 'No request is waiting for a call.',
    latest: 'Requests that had to be phoned in',
    until: (time: string) => `can be phoned in until ${time}`,
    reminded: 'reminded',
    never: 'never phoned in',
    figure: 'Requests that had to be phoned in',
    fate: {
      phoned: 'phoned in',
      'phoned-late': 'phoned in after a reminder',
      'in-writing': 'opened in writing later',
      waiting: 'still waiting',
      never: 'never phoned in',
    },
    fateHead: 'What came of it',
    count: 'requests',
    noRequests: 'No request had to be phoned in.',
    reading: (phoned: number, all: number) =>
      `${phoned} of ${plural(all, 'request was', 'requests were')} phoned in.`,
  },
};
