import { findMissedStory, type MissedStory } from '../rehearsal/missed-story.ts';
import type { RehearsalQuestion } from '../rehearsal/model.ts';
import type { RehearsalReport } from '../rehearsal/rehearsal-report.ts';
import type { Rehearsed } from '../rehearsal/rehearsed.ts';
import { readWhatIf } from '../rehearsal/what-if.ts';
import { PLAYED_HERE } from './play-here.ts';
import {
  askOf,
  type NamedQuestion,
  playRehearsal,
  type RehearsalBasis,
  type RehearsalStage,
} from './rehearse.ts';
import { EDIT } from './run.ts';

/** What is to be played. */
export interface RehearsalOrder extends Pick<RehearsalQuestion, 'from' | 'until' | 'calls' | 'seed'> {
  basis: RehearsalBasis;
  now: Date;
  replications: number;
  /** as they are typed, without files */
  whatIfs: readonly string[];
  /** an edit that is not saved yet: only what it makes of the promises is asked */
  edited?: Rehearsed;
}

export interface RehearsalProgress {
  stage: RehearsalStage;
  done: number;
  of: number;
}

export interface RehearsalOutcome {
  report: RehearsalReport;
  /** of a call that was missed; null: none was, or nobody asked */
  story: MissedStory | null;
}

/** What the process says. */
export type RehearsalWord = { progress: RehearsalProgress } | { outcome: RehearsalOutcome };

/** A process that plays once, and ends; told to stop, it answers with what it has. */
let isStopped = false;

process.once('message', (order: RehearsalOrder) => {
  process.on('message', () => {
    isStopped = true;
  });
  void play(order).then((outcome) => say({ outcome }, () => process.disconnect()));
});
// nobody is there any more to tell
process.on('disconnect', () => process.exit());

async function play(order: RehearsalOrder): Promise<RehearsalOutcome> {
  const { question, months } = askOf(order.basis, order, order.now);
  const { edited, replications } = order;
  const variants = order.whatIfs.flatMap((name): NamedQuestion[] => {
    const alter = readWhatIf(name, question.rehearsed.directory);
    return alter ? [{ name, question: alter(question) }] : [];
  });
  if (edited) variants.push({ name: EDIT, question: { ...question, rehearsed: edited } });
  const isBrief = edited !== undefined;
  const asked = { question, variants, months: isBrief ? [] : months, replications, isBrief };
  const watch = {
    isStopped: () => isStopped,
    onStage: (stage: RehearsalStage) => (done: number, of: number) => say({ progress: { stage, done, of } }),
  };
  const report = await playRehearsal(PLAYED_HERE, asked, watch);
  return { report, story: isBrief ? null : findMissedStory(question, report.replications) };
}

function say(word: RehearsalWord, then = () => {}): void {
  process.send?.(word, then);
}
