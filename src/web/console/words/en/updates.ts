export const updateWords = {
  updates: {
    title: 'Service updates',
    text: 'What all contacts are to read',
    hint: 'An SMS to every contact in force, in their language’s frame, with your name.',
    send: 'Send to all contacts',
    none: 'Nothing was sent yet.',
    notTold: 'no text',
    faults: {
      text: 'Write a text of 1 to 400 characters.',
      'too-many': 'Not sent: these contacts were told enough within a day. Please wait.',
      nobody: 'Not sent: there are no contacts in force.',
    },
  },
};
