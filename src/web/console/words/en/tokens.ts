export const tokensWords = {
  tokens: {
    title: 'API tokens',
    intro: 'What programs work with the hotline by. Each does only what its scopes allow, until it expires.',
    name: 'Name',
    nameHint: 'Which program it is for.',
    scopes: 'Scopes',
    scope: {
      read: 'Read tickets, calls, pages, callbacks, reports and who is on call',
      tickets: 'Open and change tickets; take and swap shifts, file absences, send updates to customers',
      recordings: 'Listen to recordings; have supervisors listen to calls',
    },
    days: 'Valid for (days)',
    add: 'Add and show the token',
    addTitle: 'Add a token',
    none: 'No tokens yet.',
    lastUsed: 'Last used',
    never: 'never',
    expires: 'Expires',
    expired: 'expired',
    by: (name: string) => `by ${name}`,
    revoke: 'Revoke',
    revokeNamed: (name: string) => `Revoke ${name}`,
    revoked: 'Revoked.',
    shownTitle: 'The token',
    shownText: (name: string) =>
      `Give it to ${name} as a secret. It is sent in the header “Authorization: Bearer …”.`,
    shownOnce: 'It is shown only this once.',
    done: 'Done',
    faults: {
      'bad-name':
        'A name has 1 to 50 letters, digits, spaces and . _ @ -, and begins with a letter or digit.',
      'name-taken': 'There is already a token with this name.',
      'no-scope': 'Choose at least one scope.',
      'bad-days': 'A token is valid for 1 to 1825 days.',
    },
  },
};
