import { plural } from '../plural.ts';

/** Why an answer came when it came. */
export const explainWords = {
  explain: {
    title: 'Where the time went',
    verdict: {
      'in-time': () => 'In time.',
      late: (length: string) => `Late by ${length}.`,
      'missed-before': () => 'Late: a deadline before the one of now was missed.',
      running: () => 'Not answered yet; the deadline has not passed.',
      closed: () => 'Closed without an answer, before the deadline.',
    },
    milestones: {
      paged: 'First page sent to the carrier',
      acknowledged: 'Acknowledged',
      joined: 'Customer connected',
      answered: 'Answered',
    },
    afterRing: (length: string) => `${length} after the first ring`,
    notYet: 'not yet',
    longest: 'The longest waits',
    noWaits: 'Nothing waited longer than a second.',
    waits: {
      hotline:
        'the hotline to get to it: the carrier took no more, no worker was free, or the hotline or its database was down',
      collecting: 'the minute in which less urgent pages to one phone are collected',
      person: 'the end of another call with the same person',
      carrier: 'the carrier to answer our request',
      network: 'the network to deliver it',
      ringing: 'the phone to be answered, or to stop ringing',
    },
    waited: (length: string, reason: string) => `waited ${length} for ${reason}`,
    instants: {
      dueAt: 'due',
      askedAt: 'sent to the carrier',
      takenAt: 'accepted by the carrier',
      answeredAt: 'answered',
      deliveredAt: 'delivered',
      failedAt: 'not delivered',
      endedAt: 'over',
    },
    toCustomer: { sms: 'SMS to the customer', call: 'Call that reads the SMS out to the customer' },
    bundled: 'with another SMS',
    pending: {
      escalate: 'Next page, or last resort',
      'acknowledgement-stale': 'Paged again unless the customer has been reached by then',
      deadline: 'Deadline',
      'begin-callback': 'Next attempt to call back',
    },
    ahead: 'Still to come',
    tries: (count: number) => `started ${plural(count, 'time', 'times')} and not finished`,
  },
};
