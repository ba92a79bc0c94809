import type { MissedStory } from '../rehearsal/missed-story.ts';
import type { RehearsalReport } from '../rehearsal/rehearsal-report.ts';
import type { RehearsalProgress } from './rehearse-process.ts';

/** What somebody asks of a rehearsal in the console. */
export interface AskedRun {
  /** in each replication */
  calls: number;
  replications: number;
  seed: number;
  whatIfs: readonly string[];
}

export type RunStatus = 'running' | 'done' | 'stopped' | 'failed';

/** A rehearsal that was asked for. */
export interface RehearsalRun {
  id: string;
  askedAt: Date;
  askedBy: string;
  asked: AskedRun;
  /** `failed` also if whoever played it is gone */
  status: RunStatus;
  /** null: it has not begun to play */
  progress: RehearsalProgress | null;
  stopAsked: boolean;
  finishedAt: Date | null;
}

/** What a rehearsal came to. */
export interface RunResult {
  report: RehearsalReport;
  story: MissedStory | null;
}

/** So many what-ifs can be asked at once; each is played as often as the question itself. */
export const MAX_WHAT_IFS = 12;
export const MAX_CALLS = 20_000;
export const MAX_REPLICATIONS = 1_000;
/** In all replications: more is for the command line. */
export const MAX_TICKETS = 1_000_000;
/** When it is over, what was played so far is the answer. */
export const RUN_TIMEOUT_MS = 180_000;
/** What an edit that is not saved yet is called among the what-ifs. */
export const EDIT = 'edit';
