import { prepareModel, type RehearsalQuestion } from '../../domain/rehearsal/model.ts';
import { addReplication, emptyTally } from '../../domain/rehearsal/tally.ts';

/** Some replications of one of the questions: from the first up to, not including, the last. */
export interface PlayPiece {
  question: number;
  first: number;
  until: number;
}

/** What a player is told: the questions there are from now on, or what to play of them. */
export type PlayerOrder = { questions: readonly RehearsalQuestion[] } | { piece: PlayPiece };

/** A process that plays what it is told to, answers with what it came to, and ends when it is told nothing more. */
let models: (() => ReturnType<typeof prepareModel>)[] = [];

process.on('message', (order: PlayerOrder) => {
  if ('questions' in order) models = order.questions.map(preparedOnce);
  else process.send?.(play(order.piece));
});
// Ctrl-C goes to the whole group: whoever started us decides what is still reported
process.on('SIGINT', () => {});

function play({ question, first, until }: PlayPiece) {
  const tally = emptyTally();
  const model = models[question]?.();
  if (model)
    for (let replication = first; replication < until; replication += 1)
      addReplication(tally, model, replication);
  return tally;
}

function preparedOnce(question: RehearsalQuestion) {
  let model: ReturnType<typeof prepareModel> | undefined;
  return () => {
    if (model === undefined) model = prepareModel(question);
    return model;
  };
}
