import type { Fault } from '../../../platform/errors.ts';
import { wayToCriticalTicket } from '../measure-flow.ts';
import type { Script } from '../script.ts';
import { faultAt, type Subject } from './subject.ts';

/** The way of a known number to a critical ticket stays within what the flow allows itself, in every language. */
export function checkBudgets(subject: Subject, script: Script): Fault[] {
  const { flow } = subject;
  if (!flow.budgets) return [];
  return subject.voices.flatMap(({ prompts: { language } }) => {
    const way = wayToCriticalTicket(flow, script, language, 'contact');
    if (!way)
      return [
        faultAt(
          subject,
          ['budgets'],
          `in ${language} nothing leads a known number to a critical ticket`,
          'lead a way to open-ticket with the severity 1',
        ),
      ];
    return [
      over(subject, language, 'answers', way.answers),
      over(subject, language, 'listening-seconds', way.listeningSeconds),
      over(subject, language, 'interrupting-seconds', way.interruptingSeconds),
    ].flat();
  });
}

type Budget = keyof NonNullable<Subject['flow']['budgets']>;

function over(subject: Subject, language: string, name: Budget, found: number): Fault[] {
  const most = subject.flow.budgets?.[name];
  if (most === undefined || found <= most) return [];
  const message = `in ${language} the way to a critical ticket takes ${Number(found.toFixed(1))} ${name}, more than ${most}`;
  return [faultAt(subject, ['budgets', name], message, 'say less on the way, or ask less')];
}
