export const accountWords = {
  signIn: {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
    refused: 'Login or password is wrong. Please try again.',
    lost: 'You had been signed out: what you entered last was not saved. Please sign in and enter it again.',
    kept: 'You had been signed out: what you entered last is not saved yet. Please sign in: you will find it again in its form.',
    keptForm:
      'Not saved yet: this is what you had entered when you were signed out. Please check it and send it again.',
    keptText:
      'Not saved: you had been signed out, and the form is no longer here. This is what you had entered:',
    locked: 'Too many wrong passwords or codes. From your network, this login is locked for 15 minutes.',
    tooMany: 'Too many sign-ins from your network',
    tooManyText: 'There were very many attempts to sign in just now. Please wait a minute and try again.',
    practiceHint:
      'No carrier is set up: the hotline runs on its practice line, and nobody’s real phone rings. Its address and key were printed where the service was started.',
    firstTime:
      'First time here? The login “admin” and its one-time password were printed where the service was started.',
  },
  password: {
    title: 'Change password',
    mustChange: 'That was a one-time password. Now choose one that only you know.',
    before: 'Current password',
    chosen: 'New password',
    again: 'Repeat the new password',
    rule: 'At least 12 characters. Several words in a row are easy to remember.',
    submit: 'Change password',
    faults: {
      'too-short': 'The new password has fewer than 12 characters.',
      'too-long': 'The new password has more than 200 characters.',
      'same-as-before': 'The new password is the same as the old one.',
      'too-simple': 'The new password is too easy to guess.',
      'wrong-password': 'The current password is wrong.',
      'not-the-same': 'The two new passwords differ.',
      locked: 'Too many wrong passwords. Try again in 15 minutes.',
    },
  },
  sessions: {
    title: 'Where you are signed in',
    own: 'this browser',
    unknownBrowser: 'A browser',
    hint: 'Is there anything you do not recognise? Sign out everywhere, then change your password.',
    endOthers: 'Sign out everywhere else',
    endAll: 'Sign out everywhere',
    done: 'Only this browser is still signed in.',
  },
};
