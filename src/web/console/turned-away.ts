/** What a handler throws when there is nothing to show, or not to this user; caught where routes are served. */
export class TurnedAway extends Error {
  readonly because: 'not-found' | 'forbidden';

  constructor(because: 'not-found' | 'forbidden') {
    super(because);
    this.because = because;
  }
}

/** The address names nothing that there is. */
export function notFound(): never {
  throw new TurnedAway('not-found');
}

/** It is there, and not theirs to change. */
export function forbidden(): never {
  throw new TurnedAway('forbidden');
}
