export const singleSignOnWords = {
  singleSignOn: {
    begin: (name: string) => `Sign in with ${name}`,
    orPassword: 'or with a password',
    away: (name: string) => `${name} does not answer. Sign in with your password, or try again in a moment.`,
    refused: (name: string) => `${name} did not let you in, or you cancelled there.`,
    failed: (name: string) => `Signing in with ${name} did not work. Please try again, or use your password.`,
    refusals: {
      'no-role': {
        title: 'You have no role here yet',
        text: 'We know who you are, but none of your groups has a role in this console. Ask whoever manages your groups, or an administrator of the hotline.',
      },
      removed: {
        title: 'Your access was removed',
        text: 'An administrator of the hotline has removed your access, and can let you in again.',
      },
    },
  },
};
