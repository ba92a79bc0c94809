export const playerWords = {
  player: {
    deleted: (day: string) => `The recording was deleted on ${day}.`,
    beingDeleted: 'The recording is being deleted.',
    unheard: {
      'no-words': 'No words could be made out.',
      failed: 'A transcript could not be made.',
    },
    keptUntil: (day: string) => `kept until ${day}`,
  },
  consent: {
    title: 'Consent to recording',
    given: (at: string) => `Given on ${at}`,
    version: (version: string) => `wording ${version}`,
    asked: 'What was asked',
  },
};
