export const updateWords = {
  updates: {
    title: 'Service updates',
    text: 'What all contacts will read',
    hint: 'An SMS to every contact, introduced in their language, with your name. Whoever it does not reach is called, by day.',
    send: 'Send to all contacts',
    none: 'Nothing sent yet.',
    told: { not: 'no SMS', spoken: 'told by phone' },
    faults: {
      text: 'Write 1 to 400 characters.',
      'too-many': 'Not sent: these contacts have had a lot of updates within a day. Please wait.',
      nobody: 'Not sent: there are no contacts.',
    },
  },
};
