export const playerWords = {
  player: {
    deleted: (day: string) => `The recording was deleted on ${day}.`,
    beingDeleted: 'The recording is being deleted.',
    noTranscript: 'No words could be made out.',
    keptUntil: (day: string) => `kept until ${day}`,
  },
  consent: {
    title: 'Consent to recording',
    given: (at: string) => `Given on ${at}`,
    version: (version: string) => `wording ${version}`,
    asked: 'What was asked',
  },
};
