import { parentPort, workerData } from 'node:worker_threads';
import { prepareModel, type RehearsalQuestion } from '../../domain/rehearsal/model.ts';
import { addReplication, emptyTally } from '../../domain/rehearsal/tally.ts';

/** Some replications of a question: from the first up to, not including, the last. */
export interface PlayPiece {
  question: number;
  first: number;
  until: number;
}

/** A thread of a rehearsal: plays what it is told to, and answers with what it came to. */
const questions: RehearsalQuestion[] = workerData;
const models = new Map<number, ReturnType<typeof prepareModel>>();

parentPort?.on('message', (piece: PlayPiece) => {
  const question = questions[piece.question];
  if (!models.has(piece.question)) models.set(piece.question, question ? prepareModel(question) : null);
  const model = models.get(piece.question);
  const tally = emptyTally();
  if (model)
    for (let replication = piece.first; replication < piece.until; replication += 1)
      addReplication(tally, model, replication);
  parentPort?.postMessage(tally);
});
