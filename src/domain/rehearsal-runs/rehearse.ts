import { VERSION } from '../../platform/version.ts';
import type { Observed } from '../observed/observed.ts';
import { type BacktestMonth, backtestMonths, judgeBacktest } from '../rehearsal/backtest.ts';
import { fitHabits } from '../rehearsal/fit-habits.ts';
import { STATED_HABITS } from '../rehearsal/habits.ts';
import { prepareModel, type RehearsalQuestion, UNDISTURBED } from '../rehearsal/model.ts';
import { prove } from '../rehearsal/prove.ts';
import { type RehearsalReport, reportOf } from '../rehearsal/rehearsal-report.ts';
import type { Rehearsed } from '../rehearsal/rehearsed.ts';
import { remedyFor } from '../rehearsal/remedies.ts';
import { PHASES } from '../rehearsal/running-ticket.ts';
import { emptyTally } from '../rehearsal/tally.ts';
import { fingerprintOfRehearsed } from './fingerprint.ts';
import type { RunPlayers } from './play-pieces.ts';

/** What is to be rehearsed, and the record to learn from; null: there is none. */
export interface RehearsalBasis {
  rehearsed: Rehearsed;
  observed: Observed | null;
}

/** The same with a change. */
export interface NamedQuestion {
  name: string;
  question: RehearsalQuestion;
}

/** Everything that is to be played. */
export interface AskedRehearsal {
  question: RehearsalQuestion;
  variants: readonly NamedQuestion[];
  /** of the past */
  months: readonly BacktestMonth[];
  replications: number;
  /** only what a change makes of it: no causes, no past */
  isBrief?: boolean;
}

export type RehearsalStage = 'played' | 'remedies' | 'past';

export interface RehearsalWatch {
  /** told at the beginning of each stage. @returns is told how far it is */
  onStage: (stage: RehearsalStage) => (done: number, of: number) => void;
  isStopped: () => boolean;
}

/** Enough to tell where 95 in 100 lie. */
const BACKTEST_REPLICATIONS = 200;

/** The question with what the record teaches of people, and the months of it that can be held against what happened. */
export function askOf(
  { rehearsed, observed }: RehearsalBasis,
  asked: Pick<RehearsalQuestion, 'from' | 'until' | 'calls' | 'seed'>,
  now: Date,
): Pick<AskedRehearsal, 'question' | 'months'> {
  const stated = { ...asked, rehearsed, habits: STATED_HABITS, disturbance: UNDISTURBED };
  const model = observed && prepareModel(stated);
  if (!observed || !model) return { question: stated, months: [] };
  const { localTime } = model;
  const question = { ...stated, habits: fitHabits(observed, localTime) };
  return { question, months: backtestMonths(question, observed, { localTime, now }) };
}

/** Proves first, then plays: the question, each change of it, what helps against each cause of misses, and the past. */
export async function playRehearsal(
  players: RunPlayers,
  { question, variants, months, replications, isBrief = false }: AskedRehearsal,
  { onStage, isStopped }: RehearsalWatch,
): Promise<RehearsalReport> {
  const { rehearsed, from, until } = question;
  const proof = isBrief ? [] : prove(rehearsed, { from, until });
  // without a plan, or a call, there is nothing to play
  const most = question.calls > 0 && prepareModel(question) ? replications : 0;
  const play = (stage: RehearsalStage, questions: readonly RehearsalQuestion[], times: number) =>
    players.play(questions, times, { isStopped, onProgress: onStage(stage) });
  const played = await play('played', [question, ...variants.map((variant) => variant.question)], most);
  const [tally = emptyTally(), ...others] = played.tallies;
  const causes = isBrief ? [] : PHASES.filter((cause) => tally.causes[cause] > 0);
  const remedies = causes.map((cause) => ({ cause, ...remedyFor(cause, question) }));
  const tried = await play(
    'remedies',
    remedies.map(({ alter }) => alter(question)),
    remedies.length > 0 ? played.replications : 0,
  );
  const past = await play(
    'past',
    months.map((month) => month.question),
    Math.min(played.replications, BACKTEST_REPLICATIONS),
  );
  return reportOf(
    {
      question,
      tally,
      proof,
      variants: variants.flatMap(({ name }, index) => {
        const other = others[index];
        return other ? [{ name, tally: other }] : [];
      }),
      remedies: remedies.flatMap(({ cause, key, text }, index) => {
        const after = tried.tallies[index];
        return after ? [{ cause, key, text, tally: after }] : [];
      }),
      // half-played months would say nothing of the figures
      backtest: judgeBacktest(isStopped() ? [] : months, past.tallies),
      replications: played.replications,
      interrupted: isStopped(),
    },
    { version: VERSION, directory: fingerprintOfRehearsed(rehearsed) },
  );
}
