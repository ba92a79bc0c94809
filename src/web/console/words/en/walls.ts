export const wallsWords = {
  walls: {
    title: 'Wall links',
    intro:
      'A link shows the board on a screen without signing in: no phone numbers, and nothing can be changed. It works until you revoke it.',
    name: 'Name',
    nameHint: 'Where the screen hangs.',
    add: 'Make and show the link',
    addTitle: 'Make a link',
    none: 'No links yet.',
    lastUsed: 'Last used',
    never: 'never',
    by: (name: string, time: string) => `by ${name}, ${time}`,
    revoke: 'Revoke',
    revokeNamed: (name: string) => `Revoke ${name}`,
    revoked: 'Revoked. Its screen goes dark within seconds.',
    shownTitle: 'The link',
    shownText: 'Open it on the screen. Whoever has it sees the board.',
    shownOnce: 'It is shown only this once.',
    closedTitle: 'This link shows no board',
    closedText: 'It was revoked or is incomplete. An administrator of the hotline can make a new one.',
    faults: {
      'bad-name':
        'A name has 1 to 50 letters, digits, spaces and . _ @ -, and begins with a letter or digit.',
      'name-taken': 'There is already a link with this name.',
    },
  },
};
