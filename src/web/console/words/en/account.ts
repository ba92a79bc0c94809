export const accountWords = {
  signIn: {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
    refused: 'Login and password do not fit. Please try again.',
    locked: 'Too many wrong passwords or codes. From here, this login is locked for 15 minutes.',
    tooMany: 'Too many sign-ins from here',
    tooManyText: 'Your network has tried to sign in very often just now. Please wait a minute and try again.',
    practiceHint:
      'No carrier is set up: the hotline runs on its practice line, and nobody’s real phone rings. Its address, with the key, stands where the service was started.',
    firstTime:
      'First time here? The login “admin” and its one-time password were printed where the service was started.',
  },
  password: {
    title: 'Change password',
    mustChange: 'Your password was given to you. Choose one that only you know.',
    before: 'Password until now',
    chosen: 'New password',
    again: 'New password, once more',
    rule: 'At least 12 characters. Several words in a row are easy to keep.',
    submit: 'Change password',
    faults: {
      'too-short': 'The new password has fewer than 12 characters.',
      'too-long': 'The new password has more than 200 characters.',
      'same-as-before': 'The new password is the old one.',
      'too-simple': 'The new password is too easy to guess.',
      'wrong-password': 'The password until now is not right.',
      'not-the-same': 'The two new passwords differ.',
      locked: 'Too many wrong passwords. Try again in 15 minutes.',
    },
  },
  sessions: {
    title: 'Where you are signed in',
    own: 'this browser',
    unknownBrowser: 'A browser',
    hint: 'Something here that you do not know? Sign out everywhere, then change your password.',
    endOthers: 'Sign out all others',
    endAll: 'Sign out everywhere',
    done: 'Only this browser is signed in now.',
  },
};
