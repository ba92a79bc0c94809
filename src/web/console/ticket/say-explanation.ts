import type { ExplainedStep, Explanation, StepWait } from '../../../domain/explain/explain-ticket.ts';
import { engineerOrSupervisors } from '../../../domain/users/actor.ts';
import { type Format, sayLength } from '../format.ts';
import { type Words, wordFor } from '../words/index.ts';
import type { Names } from './names.ts';
import { sayEvent } from './say-event.ts';

/** An explanation in words, for the console and the command line. */
export interface SaidExplanation {
  verdict: string;
  /** what was reached, and how long after the first ring */
  milestones: { name: string; after: string }[];
  longest: string[];
  steps: SaidStep[];
  pending: { at: Date; text: string }[];
}

export interface SaidStep {
  at: Date;
  text: string;
  /** the other instants, each with its name: `due 16:30:05` */
  instants: string[];
  waits: string[];
}

/** How people, instants and lengths are put into words. */
interface Speech {
  words: Words;
  names: Names;
  format: Format;
  now: Date;
}

const MAX_LONGEST = 3;
const MILESTONES = ['paged', 'acknowledged', 'joined', 'answered'] as const;
const INSTANTS = ['askedAt', 'takenAt', 'answeredAt', 'deliveredAt', 'failedAt', 'endedAt'] as const;

export function sayExplanation(explanation: Explanation, speech: Speech): SaidExplanation {
  const { milestones, steps, pending } = explanation;
  const { explain } = speech.words;
  const told = steps.map((step) => ({ step, said: sayStep(step, speech) }));
  const waits = told.flatMap(({ step, said }) => step.waits.map((wait) => ({ wait, text: said.text })));
  const longest = waits.toSorted((one, other) => other.wait.ms - one.wait.ms).slice(0, MAX_LONGEST);
  return {
    verdict: explain.verdict[explanation.verdict](sayLength(explanation.lateMs ?? 0)),
    milestones: MILESTONES.map((name) => {
      const ms = milestones[name];
      const after = ms === null ? explain.notYet : explain.afterRing(sayLength(ms));
      return { name: explain.milestones[name], after };
    }),
    longest: longest.map(({ wait, text }) => `${text}: ${sayWait(wait, speech)}`),
    steps: told.map(({ said }) => said),
    pending: pending.map(({ kind, dueAt, attempts }) => {
      const tries = attempts > 1 ? ` (${explain.tries(attempts)})` : '';
      return { at: dueAt, text: wordFor(explain.pending, kind) + tries };
    }),
  };
}

function sayStep({ at, event, dueAt, carried, waits }: ExplainedStep, speech: Speech): SaidStep {
  const { words, names, format, now } = speech;
  const { explain } = words;
  const instant = (name: keyof typeof explain.instants, when: Date | null) =>
    when === null ? [] : [`${explain.instants[name]} ${format.second(when)}`];
  return {
    at,
    text: event
      ? sayEvent({ event, words, names, moment: (when) => format.moment(new Date(when), now) }).text
      : sayCarried(carried, speech),
    instants: [
      ...instant('dueAt', dueAt),
      ...(carried ? INSTANTS.flatMap((name) => instant(name, carried[name])) : []),
      ...(carried?.isBundled ? [explain.bundled] : []),
    ],
    waits: waits.map((wait) => sayWait(wait, speech)),
  };
}

/** What no event tells of: words to the customer, or a page of which no event is left. */
function sayCarried(carried: ExplainedStep['carried'], { words, names }: Speech): string {
  if (carried === null || carried.audience === 'customer')
    return words.explain.toCustomer[carried?.kind ?? 'sms'];
  return words.event.page(names.person(engineerOrSupervisors(carried.engineer)), words.pageBy[carried.kind]);
}

function sayWait({ for: reason, ms }: StepWait, { words }: Speech): string {
  return words.explain.waited(sayLength(ms), words.explain.waits[reason]);
}
