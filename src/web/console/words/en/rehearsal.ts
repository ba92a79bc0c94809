import { sentence } from '../../../../domain/flow/sentence.ts';
import { type Mend, sayMend } from '../../../../domain/rehearsal/mend.ts';
import { plural } from '../plural.ts';

export const rehearsalWords = {
  rehearsal: {
    title: 'Can every promise be kept?',
    intro:
      'For every call of the next 90 days, by the schedules, policies and plans in force: is there an engineer to page while a fifth of the time is left?',
    link: 'Can every promise be kept?',
    nothing: 'Nothing is promised yet: that takes a calendar and a plan.',
    whole: 'Every promise can be kept, whenever the call comes in.',
    holes: (count: number) =>
      count === 1
        ? 'One time in which a promise cannot be kept, whoever answers'
        : `${count} times in which a promise cannot be kept, whoever answers`,
    unknown: 'This would take too long to work out here. The command line has the time: hotline rehearse.',
    span: (from: string, until: string) => `${from} to ${until}`,
    promise: (plan: string, severity: number, name: string) => `Plan ${plan}, severity ${severity} ${name}`,
    causes: {
      gap: 'nobody is on call',
      'managers-away': 'no TAM is there',
      'only-supervisors': 'only supervisors are paged',
      'too-late': 'the first page comes too late',
      'never-opens': 'the calendar never opens',
    },
    who: (names: string) => sentence`Could close it: ${names}.`,
    policy: (name: string) => `Policy ${name}`,
    more: (count: number) => `and ${count} more`,
    breaks: 'With this change a promise cannot be kept any more, whoever answers:',
    mends: 'With this change a promise can be kept again:',
    breaksNothing: 'With this change every promise can be kept that can be kept now.',
    changeUnknown:
      'What this change does to the promises could not be worked out in time. It may break some, or none.',
    tryEdit: 'What would this change?',
    tryInstead: 'Try it in the place of',
    tryInsteadHint:
      'Nothing goes by it yet: “What would this change?” shows it where another one stands now.',
    stoodIn: (name: string) =>
      `Shown in the place of “${name}”. Saving it changes no promise by itself: nothing goes by it yet.`,
    worse: (count: number) =>
      count === 1
        ? 'The coming weeks have become worse: there is a new time in which a promise cannot be kept, whoever answers.'
        : `The coming weeks have become worse: there are ${count} new times in which a promise cannot be kept, whoever answers.`,
    mended: 'Saved. Promises can now be kept at times at which they could not be before.',
    sampled: (count: number) =>
      `The next 90 days, played ${plural(count, 'time', 'times')} with the change and without: the same calls, the same people.`,
    notSampled: 'Playing it through took too long. Try again, or save and start a rehearsal.',
    /** the sentence that comes with the hole is an English one; rehearsals of earlier versions have nothing else */
    remedy: (mend: Mend | undefined, sentence: string) => (mend ? sayMend(mend) : sentence),
    run: {
      title: 'How often would they be kept?',
      intro:
        'Plays the next 90 days many times: calls come in, people answer or do not, by what the record of the last year shows. Nobody is called.',
      calls: 'Calls in 90 days',
      replications: 'How many times',
      seed: 'Seed',
      seedHint: 'The same seed gives the same answer.',
      whatIf: 'What if …',
      without: 'one engineer fewer',
      phoneOff: 'a phone is off',
      nobody: 'nobody',
      carrierDown: 'no carrier, minutes',
      callsTimes: 'more or fewer calls, times',
      holidayWeek: 'the first week is a holiday',
      more: 'Further what-ifs',
      start: 'Start',
      faults: {
        any: 'Not started yet: please correct the marked fields.',
        calls: (most: number) => `Calls: a whole number from 1 to ${most}.`,
        replications: (most: number) => `How many times: a whole number from 1 to ${most}.`,
        tickets: (most: number) =>
          `Calls times replications, also with more calls: ${most} at most. More is for the command line.`,
        seed: 'Seed: a whole number from 0 to 999999999.',
        minutes: 'No carrier: whole minutes from 1 to 99999.',
        factor: 'More or fewer calls: a number above 0 and up to 100.',
        engineer: 'This engineer is not in the directory any more.',
      },
      busy: 'A rehearsal is running already. Here it is; start yours when it is over.',
      stop: 'Stop, and show what was played',
      stopping: 'It stops once the part under way is done.',
      status: {
        running: 'running',
        done: 'finished',
        stopped: 'stopped early',
        failed: 'broke off',
      },
      stages: {
        played: 'Playing the calls',
        remedies: 'Trying what helps',
        past: 'Predicting past months',
      },
      begins: 'Reading the directory and proving it',
      failed:
        'The process that played it ended without an answer: it may have needed too much memory, or the service was restarted. Start it again, with fewer calls if need be.',
      finished: 'It is over.',
      showResult: 'Show the result',
      heading: (when: string) => `Rehearsal of ${when}`,
      asked: (calls: string, replications: string, seed: number, by: string) =>
        sentence`${plural(calls, 'call', 'calls')}, ${plural(replications, 'time', 'times')}, seed ${seed}. Started by ${by}.`,
      list: 'The last rehearsals',
      none: 'None yet.',
      when: 'When',
      who: 'Started by',
      what: 'What was asked',
      state: 'State',
      oldDirectory: 'What is in force has changed since: start another one to see what that does.',
      asHtml: 'Save as a page',
      asJson: 'Save as JSON',
      all: 'All rehearsals',
    },
    report: {
      title: 'Rehearsal of the hotline',
      facts: (from: string, until: string, zone: string) => `${from} to ${until} (${zone})`,
      played: (replications: string, calls: string, seed: number, version: string) =>
        `${plural(replications, 'time', 'times')} ${plural(calls, 'call', 'calls')} · seed ${seed} · version ${version}`,
      directory: 'Directory',
      proof: 'Can every promise be kept?',
      canAll: 'Yes, whenever the call comes in.',
      cannot: (count: number) =>
        `No. In ${count === 1 ? 'one time' : `${count} times`} a promise cannot be kept, whoever answers.`,
      comesIn: 'Call comes in',
      promiseOf: 'Promise',
      why: 'Why',
      remedy: 'What to do',
      kept: 'How often is it kept?',
      share: 'kept',
      interval: '95 times in 100 between',
      between: (low: string, high: string) => `${low} and ${high}`,
      tickets: 'tickets',
      perYear: (count: string) => `Expected to be missed: ${count} a year.`,
      heat: 'By weekday and hour',
      heatIntro:
        'How many of 100 are kept, by the hour of the first ring. The darker a field, the more are missed.',
      heatAll: 'All promises',
      heatTable: 'The hours in which most are missed, as a table',
      noneMissed: 'None is missed in any hour.',
      noTicket: 'no ticket',
      hour: 'Hour',
      cell: (when: string, share: string, tickets: number, between: string) =>
        `${when}: ${share} of ${tickets}, between ${between}`,
      missed: 'What is missed, and what helps',
      aYear: 'a year',
      took: 'What took the time',
      change: 'Smallest change',
      keptThen: 'kept then',
      notTried: 'not tried',
      misses: {
        'nobody-on-call': 'nobody was on call',
        'not-acknowledged': 'nobody acknowledged',
        'not-connected': 'acknowledged, and the customer not called',
        'customer-away': 'the customer did not pick up',
        talk: 'the conversation took too long',
      },
      remedies: {
        'turns-always': 'Let the people of each schedule take turns around the clock.',
        'page-both': 'Let the first step of each policy page those of its second step, too.',
        'page-loudly': 'Let the first step of each policy page by SMS and by call.',
        'connect-at-once': 'Ask engineers to be connected at once, not to call later.',
        'second-number': 'Agree on a second number with each customer.',
      },
      story: 'One of them, as it went',
      storyTitle: (call: number, replication: number, promise: string) =>
        `Call ${call} of replication ${replication}, ${promise}`,
      at: 'At',
      happened: 'What happened',
      whatIf: 'What if',
      points: 'points',
      people: 'People, in the whole time',
      engineer: 'Engineer',
      pages: 'pages',
      nights: 'broken nights',
      breaches: 'with too little rest after',
      rest: 'Nights with too little rest after, before and after each change',
      changed: 'Change',
      noDifference: 'no difference seen',
      restNone: 'nobody, either way',
      before: 'now',
      after: 'then',
      whatIfs: {
        without: (name: string) => `without ${name}`,
        'phone-off': (name: string) => `${name}’s phone off`,
        'carrier-down': (minutes: string) => `${plural(minutes, 'minute', 'minutes')} without the carrier`,
        calls: (factor: string) => `${plural(factor, 'time', 'times')} the calls`,
        'holiday-week': () => 'a week of holidays',
        edit: () => 'this change',
      },
      caveats: {
        interrupted: (count: number) =>
          count === 0
            ? 'Stopped before anything was played.'
            : `Stopped early: this is what ${count} ${count === 1 ? 'replication' : 'replications'} came to.`,
        stated:
          'How people react is assumed, not learned from a call log: compare plans with these figures, promise nothing by them.',
        noPast: 'No month of the past was predicted to check the figures: that takes two months of calls.',
        failed: (inside: string, months: number) =>
          `The past did not go as these figures would have predicted: ${inside} of ${plural(months, 'month', 'months')} lie inside their bounds. Do not rely on them.`,
        checked: (inside: string, months: number) =>
          `Checked by the past: ${inside} of ${plural(months, 'month', 'months')} came as predicted from those before.`,
      },
    },
  },
};
