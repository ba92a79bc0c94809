import type { EscalationPolicy, ScheduleInFile } from '../directory-entry/directory-schema.ts';
import type { RehearsalQuestion } from './model.ts';
import type { Phase } from './running-ticket.ts';
import type { Alter } from './what-if.ts';

/** What is tried against a cause, by name. */
export type RemedyKey = 'turns-always' | 'page-both' | 'page-loudly' | 'connect-at-once' | 'second-number';

/** The smallest change that helps against one cause of misses: in words, and as the question that tries it. */
export interface Remedy {
  key: RemedyKey;
  text: string;
  alter: Alter;
}

/** What is tried against a cause. */
export function remedyFor(cause: Phase, question: RehearsalQuestion): Remedy {
  switch (cause) {
    case 'nobody-on-call':
      return {
        key: 'turns-always',
        text: 'Let the people of each schedule take turns around the clock.',
        alter: changeDirectory({ schedules: coverAlways }),
      };
    case 'not-acknowledged':
    case 'talk':
      return isFirstStepLoud(question)
        ? {
            key: 'page-both',
            text: 'Let the first step of each policy page those of its second step, too.',
            alter: changeDirectory({ escalations: pageBoth }),
          }
        : {
            key: 'page-loudly',
            text: 'Let the first step of each policy page by SMS and by call.',
            alter: changeDirectory({ escalations: pageLoudly }),
          };
    case 'not-connected':
      return {
        key: 'connect-at-once',
        text: 'Ask engineers to be connected at once, not to call later.',
        alter: (asked) => {
          const { connects, callsLater } = asked.habits;
          return { ...asked, habits: { ...asked.habits, connects: connects + callsLater, callsLater: 0 } };
        },
      };
    case 'customer-away':
      return {
        key: 'second-number',
        text: 'Agree on a second number with each customer.',
        alter: (asked) => {
          const { customerAnswers } = asked.habits;
          return { ...asked, habits: { ...asked.habits, customerAnswers: 1 - (1 - customerAnswers) ** 2 } };
        },
      };
  }
}

function changeDirectory(change: {
  schedules?: (schedule: ScheduleInFile) => ScheduleInFile;
  escalations?: (policy: EscalationPolicy) => EscalationPolicy;
}): Alter {
  return (question) => {
    const { directory } = question.rehearsed;
    const { schedules = same, escalations = same } = change;
    const changed = {
      ...directory,
      schedules: new Map([...directory.schedules].map(([name, entry]) => [name, schedules(entry)])),
      escalations: new Map([...directory.escalations].map(([name, entry]) => [name, escalations(entry)])),
    };
    return { ...question, rehearsed: { ...question.rehearsed, directory: changed } };
  };
}

function same<Entry>(entry: Entry): Entry {
  return entry;
}

/** Below all other layers, so that it speaks only where they say nothing. */
function coverAlways(schedule: ScheduleInFile): ScheduleInFile {
  const participants = [...new Set(schedule.layers.flatMap((layer) => layer.participants))];
  const base = { participants, rotate: 'P7D', from: '2020-01-06T08:00' };
  return { ...schedule, covers: 'always', layers: [base, ...schedule.layers] };
}

function isFirstStepLoud({ rehearsed }: RehearsalQuestion): boolean {
  return [...rehearsed.directory.escalations.values()].every(({ steps: [first] }) =>
    first?.by.includes('call'),
  );
}

function pageLoudly(policy: EscalationPolicy): EscalationPolicy {
  const [first, ...rest] = policy.steps;
  return first ? { ...policy, steps: [{ ...first, by: ['sms', 'call'] }, ...rest] } : policy;
}

function pageBoth(policy: EscalationPolicy): EscalationPolicy {
  const [first, second, ...rest] = policy.steps;
  if (!first || !second) return policy;
  const page = [...new Set([...first.page, ...second.page])];
  return { ...policy, steps: [{ ...first, page }, second, ...rest] };
}
