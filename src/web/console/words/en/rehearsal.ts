export const rehearsalWords = {
  rehearsal: {
    title: 'Can every promise be kept?',
    intro:
      'For every call of the next 90 days, by the schedules, policies and plans in force: is there an engineer to page while a fifth of the time is left?',
    link: 'Can every promise be kept?',
    whole: 'Every promise can be kept, whenever the call comes in.',
    holes: (count: number) =>
      count === 1
        ? 'One time in which a promise cannot be kept, whoever answers'
        : `${count} times in which a promise cannot be kept, whoever answers`,
    unknown: 'This took too long to work out here. On the command line it has the time: hotline rehearse.',
    command: 'How often each promise would be kept, and what helps, is played by',
    span: (from: string, until: string) => `${from} to ${until}`,
    promise: (plan: string, severity: number, name: string) => `Plan ${plan}, severity ${severity} ${name}`,
    causes: {
      gap: 'nobody is on call',
      'managers-away': 'no account manager is there',
      'only-supervisors': 'only supervisors are paged',
      'too-late': 'the first page comes too late',
      'never-opens': 'the calendar never opens',
    },
    who: (names: string) => `Could close it: ${names}.`,
    policy: (name: string) => `Policy ${name}`,
    more: (count: number) => `and ${count} more`,
    breaks: 'With this change a promise cannot be kept any more, whoever answers:',
  },
};
