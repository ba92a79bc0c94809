import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RehearsalQuestion } from '../../domain/rehearsal/model.ts';
import { addTally, emptyTally, type Tally } from '../../domain/rehearsal/tally.ts';
import type { PlayPiece } from './play-thread.ts';

/** What was played of each question: the same number of replications, from the first on. */
export interface PlayedQuestions {
  tallies: Tally[];
  replications: number;
}

/** So many calls are played at a time, or one replication. */
const CALLS_A_PIECE = 4_000;

/**
 * Plays several questions, all with the same replications, on all processors. The answer does not depend on how many there
 * are, nor on which is first.
 * @param watch.isStopped asked between two pieces: what was played so far is answered
 */
export async function playQuestions(
  questions: readonly RehearsalQuestion[],
  replications: number,
  watch: { onProgress: (done: number, of: number) => void; isStopped: () => boolean },
): Promise<PlayedQuestions> {
  const most = Math.max(...questions.map(({ calls }) => calls), 1);
  const size = Math.max(1, Math.floor(CALLS_A_PIECE / most));
  const rounds = Array.from({ length: Math.ceil(replications / size) }, (_, index) => ({
    first: index * size,
    until: Math.min(replications, (index + 1) * size),
  }));
  const pieces = rounds.flatMap((round) =>
    questions.map((_, question): PlayPiece => ({ question, ...round })),
  );
  const answers: Tally[] = [];
  let next = 0;
  let done = 0;
  const work = async (thread: Worker) => {
    while (next < pieces.length && !watch.isStopped()) {
      const index = next;
      next += 1;
      answers[index] = await ask(thread, pieces[index] as PlayPiece);
      done += 1;
      watch.onProgress(done, pieces.length);
    }
    await thread.terminate();
  };
  const threads = Math.min(availableParallelism(), pieces.length);
  await Promise.all(
    Array.from({ length: threads }, () =>
      work(new Worker(new URL('./play-thread.ts', import.meta.url), { workerData: questions })),
    ),
  );
  return gather(pieces, answers, questions.length);
}

function ask(thread: Worker, piece: PlayPiece): Promise<Tally> {
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (tally: Tally) => {
      thread.off('error', reject);
      resolve(tally);
    });
    thread.postMessage(piece);
  });
}

/** Those replications that every question was played with, in their order. */
function gather(pieces: readonly PlayPiece[], answers: readonly Tally[], questions: number): PlayedQuestions {
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
