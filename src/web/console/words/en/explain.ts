/** Why an answer came when it came. */
export const explainWords = {
  explain: {
    title: 'Why it took as long as it did',
    inTime: 'In time.',
    lateBy: (length: string) => `Late by ${length}.`,
    milestones: {
      paged: 'First page asked of the carrier',
      acknowledged: 'Acknowledged',
      joined: 'Customer connected',
      answered: 'Answered',
    },
    afterRing: (length: string) => `${length} after the first ring`,
    notYet: 'not yet',
    longest: 'What it waited for longest',
    noWaits: 'Nothing waited longer than a second.',
    waits: {
      hotline:
        'the hotline to get to it: the carrier took no more, no worker was free, or it or its database was away',
      collecting: 'the minute between mild pages to one phone',
      person: 'the end of another call with the same person',
      carrier: 'the carrier to answer our request',
      network: 'the network to deliver it',
      ringing: 'the phone to be answered, or to stop ringing',
    },
    waited: (length: string, reason: string) => `waited ${length} for ${reason}`,
    instants: {
      dueAt: 'due',
      askedAt: 'asked of the carrier',
      takenAt: 'taken by the carrier',
      answeredAt: 'answered',
      deliveredAt: 'delivered',
      failedAt: 'not delivered',
      endedAt: 'over',
    },
    toCustomer: { sms: 'SMS to the customer', call: 'Call that reads the SMS to the customer' },
    bundled: 'inside another SMS',
    pending: {
      escalate: 'Next page, or last resort',
      'acknowledgement-stale': 'Paged anew unless the customer has been reached',
      deadline: 'Deadline',
      'begin-callback': 'Next attempt to call back',
    },
    ahead: 'Still to come',
    tries: (count: number) => `begun ${count} times and never finished`,
  },
};
