import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
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
  const players: ChildProcess[] = [];
  return {
    play: async (questions, replications, watch) => {
      const pieces = piecesOf(questions, replications);
      while (pieces.length > 0 && players.length < availableParallelism()) players.push(openPlayer());
      for (const player of players) tell(player, { questions });
      return gatherPieces(pieces, await playAll(players, pieces, watch), questions.length);
    },
    close: () => {
      // whoever is still at work when another one has failed would hear nothing else for long
      for (const player of players) player.kill();
    },
  };
}

/**
 * What is played is soon forgotten: a small nursery is as fast, and each process takes a quarter less memory. In a group of its own,
 * since Ctrl-C goes to the whole group: whoever started it decides what is still reported.
 */
function openPlayer(): ChildProcess {
  return fork(new URL('./play-process.ts', import.meta.url), {
    serialization: 'advanced',
    detached: true,
    env: childEnv(),
    execArgv: [...process.execArgv, '--max-semi-space-size=4'],
  });
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

function tell(player: ChildProcess, order: PlayerOrder): void {
  player.send(order);
}

function ask(player: ChildProcess, piece: PlayPiece): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null) =>
      reject(
        new HotlineError('too-busy', `A process of the rehearsal ended early (${signal ?? code}).`, {
          remedy: 'Ask for fewer --calls, or play it where there is more memory.',
        }),
      );
    player.once('exit', onExit);
    player.once('message', (tally) => {
      player.off('exit', onExit);
      resolve(tally as Tally);
    });
    tell(player, { piece });
  });
}
