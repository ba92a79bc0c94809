export const singleSignOnWords = {
  singleSignOn: {
    begin: (name: string) => `Sign in with ${name}`,
    orPassword: 'or with a password',
    away: (name: string) => `${name} does not answer. Sign in with your password, or try again in a moment.`,
    refused: (name: string) => `${name} did not let you in, or you turned round there.`,
    failed: (name: string) => `Signing in with ${name} did not work. Please try again, or use your password.`,
    refusals: {
      'no-role': {
        title: 'You have no role here yet',
        text: 'We know who you are, but none of your groups means anything in this console. Ask whoever manages your groups, or an administrator of the hotline.',
      },
      removed: {
        title: 'You were removed here',
        text: 'An administrator of the hotline has removed you. They can let you in again.',
      },
    },
  },
};
