import type { RehearsalQuestion } from '../../domain/rehearsal/model.ts';
import { type PlayPiece, piecePlayer } from '../../domain/rehearsal-runs/play-pieces.ts';

/** What a player is told: the questions there are from now on, or what to play of them. */
export type PlayerOrder = { questions: readonly RehearsalQuestion[] } | { piece: PlayPiece };

/** A process that plays what it is told to, answers with what it came to, and ends when it is told nothing more. */
let play = piecePlayer([]);

process.on('message', (order: PlayerOrder) => {
  if ('questions' in order) play = piecePlayer(order.questions);
  else process.send?.(play(order.piece));
});
