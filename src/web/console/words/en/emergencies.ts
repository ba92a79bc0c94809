import { plural } from '../plural.ts';

export const emergencyWords = {
  emergencies: {
    title: 'Unverified tickets',
    intro:
      'Callers who could not be identified. Verified tickets always come first. Listen to what was said before you close any.',
    none: 'No unverified ticket is open.',
    tick: 'Close',
    tickOne: (number: string) => `Close ticket ${number}`,
    ticket: 'Ticket',
    since: 'First ring',
    calls: 'Calls',
    messages: 'Messages',
    hasIt: 'Has it',
    close: 'Close the ticked tickets',
    closeHint:
      'Nobody is paged about them any more, and nobody is called back. Tickets that an engineer has acknowledged are not ticked.',
    reason: 'Reason',
    sure: 'I have looked at them',
    submit: 'Close them together',
    closed: (count: number) => `${plural(count, 'ticket is', 'tickets are')} closed.`,
    faults: {
      'none-ticked': 'Nothing was closed: no ticket is ticked.',
      'no-reason': 'Nothing was closed: please give a reason.',
      'not-sure': 'Nothing was closed: please confirm that you have looked at them.',
    },
  },
};
