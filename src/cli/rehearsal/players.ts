import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { RehearsalQuestion } from '../../domain/rehearsal/model.ts';
import { addTally, emptyTally, type Tally } from '../../domain/rehearsal/tally.ts';
import type { PlayerOrder, PlayPiece } from './play-process.ts';

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

/** So many calls are played at a time, or one replication. */
const CALLS_A_PIECE = 4_000;

/**
 * As many processes as there are processors, once there is something to play. Threads would do, but for a fault of Node: where several that strip types come
 * and go, V8 now and then ends the whole process, https://github.com/nodejs/node/issues/64500.
 */
export function openPlayers(): RunPlayers {
  const players: ChildProcess[] = [];
  return {
    play: async (questions, replications, watch) => {
      const pieces = piecesOf(questions, replications);
      while (pieces.length > 0 && players.length < availableParallelism()) players.push(openPlayer());
      for (const player of players) tell(player, { questions });
      return gather(pieces, await playAll(players, pieces, watch), questions.length);
    },
    close: () => {
      for (const player of players) player.disconnect();
    },
  };
}

function openPlayer(): ChildProcess {
  return fork(new URL('./play-process.ts', import.meta.url), { serialization: 'advanced' });
}

/** @returns what each piece came to, as far as it was played */
async function playAll(
  players: readonly ChildProcess[],
  pieces: readonly PlayPiece[],
  { onProgress, isStopped }: PlayWatch,
): Promise<Tally[]> {
  const answers: Tally[] = [];
  let next = 0;
  let done = 0;
  const work = async (player: ChildProcess) => {
    while (next < pieces.length && !isStopped()) {
      const index = next;
      next += 1;
      answers[index] = await ask(player, pieces[index] as PlayPiece);
      done += 1;
      onProgress(done, pieces.length);
    }
  };
  await Promise.all(players.map(work));
  return answers;
}

function piecesOf(questions: readonly RehearsalQuestion[], replications: number): PlayPiece[] {
  const most = Math.max(...questions.map(({ calls }) => calls), 1);
  const size = Math.max(1, Math.floor(CALLS_A_PIECE / most));
  const rounds = Array.from({ length: Math.ceil(replications / size) }, (_, index) => ({
    first: index * size,
    until: Math.min(replications, (index + 1) * size),
  }));
  return rounds.flatMap((round) => questions.map((_, question) => ({ question, ...round })));
}

function tell(player: ChildProcess, order: PlayerOrder): void {
  player.send(order);
}

function ask(player: ChildProcess, piece: PlayPiece): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null) =>
      reject(new Error(`a process of the rehearsal ended early (${signal ?? code})`));
    player.once('exit', onExit);
    player.once('message', (tally) => {
      player.off('exit', onExit);
      resolve(tally as Tally);
    });
    tell(player, { piece });
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
