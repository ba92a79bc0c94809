import { type Model, prepareModel, type RehearsalQuestion } from '../rehearsal/model.ts';
import { addReplication, addTally, emptyTally, type Tally } from '../rehearsal/tally.ts';

/** What was played of each question: the same number of replications, from the first on. */
export interface PlayedQuestions {
  tallies: Tally[];
  replications: number;
}

export interface PlayWatch {
  onProgress: (done: number, of: number) => void;
  /** asked between two pieces: what was played so far is answered */
  isStopped: () => boolean;
}

export interface RunPlayers {
  /**
   * Plays several questions, all with the same replications. The answer does not depend on how many play, nor on who is first.
   */
  play: (
    questions: readonly RehearsalQuestion[],
    replications: number,
    watch: PlayWatch,
  ) => Promise<PlayedQuestions>;
  close: () => void;
}

/** Some replications of one of the questions: from the first up to, not including, the last. */
export interface PlayPiece {
  question: number;
  first: number;
  until: number;
}

/** So many calls are played at a time, or one replication. */
const CALLS_A_PIECE = 4_000;

/** Pieces of about the same size, so that all questions come as far. */
export function piecesOf(questions: readonly RehearsalQuestion[], replications: number): PlayPiece[] {
  const most = Math.max(...questions.map(({ calls }) => calls), 1);
  const size = Math.max(1, Math.floor(CALLS_A_PIECE / most));
  const rounds = Array.from({ length: Math.ceil(replications / size) }, (_, index) => ({
    first: index * size,
    until: Math.min(replications, (index + 1) * size),
  }));
  return rounds.flatMap((round) => questions.map((_, question) => ({ question, ...round })));
}

/** Questions that are prepared when they are first played. */
export function piecePlayer(questions: readonly RehearsalQuestion[]): (piece: PlayPiece) => Tally {
  const models = new Map<number, Model | null>();
  const modelOf = (question: number): Model | null => {
    const asked = questions[question];
    const model = models.get(question) ?? (asked ? prepareModel(asked) : null);
    models.set(question, model);
    return model;
  };
  return ({ question, first, until }) => {
    const tally = emptyTally();
    const model = modelOf(question);
    if (model)
      for (let replication = first; replication < until; replication += 1)
        addReplication(tally, model, replication);
    return tally;
  };
}

/** Those replications that every question was played with, in their order. */
export function gatherPieces(
  pieces: readonly PlayPiece[],
  answers: readonly Tally[],
  questions: number,
): PlayedQuestions {
  const firstMissing = pieces.findIndex((_, index) => answers[index] === undefined);
  const whole = Math.floor((firstMissing < 0 ? pieces.length : firstMissing) / questions) * questions;
  const tallies = Array.from({ length: questions }, emptyTally);
  for (const [index, piece] of pieces.slice(0, whole).entries()) {
    const tally = tallies[piece.question];
    const answer = answers[index];
    if (tally && answer) addTally(tally, answer);
  }
  return { tallies, replications: pieces[whole - 1]?.until ?? 0 };
}
