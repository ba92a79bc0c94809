import { setImmediate } from 'node:timers/promises';
import type { Tally } from '../rehearsal/tally.ts';
import { gatherPieces, piecePlayer, piecesOf, type RunPlayers } from './play-pieces.ts';

/** Plays in this very process, which is there for nothing else: between two pieces it hears whether it is to stop. */
export const PLAYED_HERE: RunPlayers = {
  play: async (questions, replications, { onProgress, isStopped }) => {
    const pieces = piecesOf(questions, replications);
    const play = piecePlayer(questions);
    const answers: Tally[] = [];
    for (const piece of pieces) {
      await setImmediate();
      if (isStopped()) break;
      answers.push(play(piece));
      onProgress(answers.length, pieces.length);
    }
    return gatherPieces(pieces, answers, questions.length);
  },
  close: () => {},
};
