/**
 * How long things take on the line, in milliseconds. Zero means at once, infinity means until a person does something.
 */
export interface Pace {
  /** How long it takes to say a text. */
  speech(text: string): number;
  /** How long a pause of so many seconds lasts. */
  pause(seconds: number): number;
  /** How long the line waits for a person: a key, the end of a recording, somebody to pick up. */
  patience(seconds: number): number;
}

/** Spoken German and English run at about this many characters a second. */
const CHARACTERS_A_SECOND = 14;

/** For tests: the line never waits, and people take as long as the test likes. */
export const instantPace: Pace = {
  speech: () => 0,
  pause: () => 0,
  patience: () => Number.POSITIVE_INFINITY,
};

/**
 * Real time for people at the web phone, or a multiple of it.
 * @param speed 1 is real time, 10 is ten times as fast
 */
export function realPace(speed = 1): Pace {
  return {
    speech: (text) => (text.length / CHARACTERS_A_SECOND / speed) * 1000,
    pause: (seconds) => (seconds / speed) * 1000,
    patience: (seconds) => (seconds / speed) * 1000,
  };
}
