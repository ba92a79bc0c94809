/** What takes less than this needs no word. */
const MIN_MS = 1_000;
/** How often the line is written anew. */
const EVERY_MS = 200;
/** How often a line is added to the log of a night's job, where a work that says nothing is taken for one that hangs. */
const LINE_EVERY_MS = 15_000;

/**
 * Says how far a work is: `PINs 40 of 800, 0:38 left`. On a terminal one line, which is gone at the end; elsewhere a line
 * now and then, of long work only.
 * @param stream where it stands: standard error, so that what is printed for programs stays as it is
 * @param clock milliseconds
 */
export function createProgress(
  what: string,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  clock: () => number = () => performance.now(),
): (done: number, of: number) => void {
  const begun = clock();
  let shown: number | null = null;
  return (done, of) => {
    const at = clock();
    if (done >= of) {
      if (stream.isTTY && shown !== null) stream.write(CLEAR);
      return;
    }
    const isEarly = stream.isTTY
      ? at - begun < MIN_MS || at - (shown ?? begun - EVERY_MS) < EVERY_MS
      : at - (shown ?? begun) < LINE_EVERY_MS;
    if (isEarly) return;
    shown = at;
    const left = ((at - begun) / done) * (of - done);
    const line = `${what} ${done} of ${of}, ${minutesAndSeconds(left)} left`;
    stream.write(stream.isTTY ? `${CLEAR}${line}` : `${line}\n`);
  };
}

/** To the beginning of the line, and nothing behind it. */
const CLEAR = '\r\u001b[K';

function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
