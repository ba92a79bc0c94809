import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { execArgv } from 'node:process';
import type { Tally } from '../../domain/rehearsal/tally.ts';
import {
  gatherPieces,
  type PlayPiece,
  type PlayWatch,
  piecesOf,
  type RunPlayers,
} from '../../domain/rehearsal-runs/play-pieces.ts';
import { childEnv } from '../../platform/child-env.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { PlayerOrder } from './play-process.ts';

/**
 * As many processes as there are processors, once there is something to play. Threads would do, but for a fault of Node: where several that strip types come
 * and go, V8 now and then ends the whole process, https://github.com/nodejs/node/issues/64500.
 */
export function openPlayers(): RunPlayers {
  const players: Player[] = [];
  return {
    play: async (questions, replications, watch) => {
      const pieces = piecesOf(questions, replications);
      while (pieces.length > 0 && players.length < availableParallelism()) players.push(openPlayer());
      for (const player of players) tell(player, { questions });
      return gatherPieces(pieces, await playAll(players, pieces, watch), questions.length);
    },
    close: () => {
      // whoever is still at work when another one has failed would hear nothing else for long
      for (const { process } of players) process.kill();
    },
  };
}

interface Player {
  process: ChildProcess;
  /** rejects with a HotlineError when the process ends, or never was */
  ended: Promise<never>;
}

/**
 * What is played is soon forgotten: a small nursery is as fast, and each process takes a quarter less memory. In a group of its own,
 * since Ctrl-C goes to the whole group: whoever started it decides what is still reported.
 */
function openPlayer(): Player {
  const process = fork(new URL('./play-process.ts', import.meta.url), {
    serialization: 'advanced',
    detached: true,
    env: childEnv(),
    execArgv: [...execArgv, '--max-semi-space-size=4'],
  });
  const ended = new Promise<never>((_resolve, reject) => {
    const fail = (reason: string | number | null) => reject(endedEarly(reason));
    process.once('exit', (code, signal) => fail(signal ?? code));
    // what could not be told to one that is gone says less than its end, which follows
    process.on('error', ({ message }) => process.pid === undefined && fail(message));
  });
  // it may end while nobody asks it
  ended.catch(() => {});
  return { process, ended };
}

function endedEarly(reason: string | number | null): HotlineError {
  return new HotlineError('too-busy', `A process of the rehearsal ended early (${reason}).`, {
    remedy: 'Ask for fewer --calls, or play it where there is more memory.',
  });
}

/** @returns what each piece came to, as far as it was played */
async function playAll(
  players: readonly Player[],
  pieces: readonly PlayPiece[],
  { onProgress, isStopped }: PlayWatch,
): Promise<Tally[]> {
  const answers: Tally[] = [];
  let next = 0;
  let done = 0;
  const work = async (player: Player) => {
    while (next < pieces.length && !isStopped()) {
      const index = next;
      next += 1;
      answers[index] = await ask(player, pieces[index] as PlayPiece);
      done += 1;
      onProgress(done, pieces.length);
    }
  };
  // one that was just born may hear Ctrl-C itself, and end by it
  const unlessStopped = (error: unknown) => {
    if (!isStopped()) throw error;
  };
  await Promise.all(players.map((player) => work(player).catch(unlessStopped)));
  return answers;
}

function tell({ process }: Player, order: PlayerOrder): void {
  process.send(order);
}

async function ask(player: Player, piece: PlayPiece): Promise<Tally> {
  const answered = new Promise((resolve) => player.process.once('message', resolve));
  tell(player, { piece });
  return (await Promise.race([answered, player.ended])) as Tally;
}
