/** What takes less than this needs no word. */
const MIN_MS = 1_000;
/** How often the line is written anew. */
const EVERY_MS = 200;

/**
 * One line on a terminal that says how far a work is: `PINs 40 of 800, 0:38 left`. Where nobody looks it says nothing.
 * @param stream where it stands: standard error, so that what is printed for programs stays as it is
 * @param clock milliseconds
 */
export function createProgress(
  what: string,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  clock: () => number = () => performance.now(),
): (done: number, of: number) => void {
  const begun = clock();
  let shown = Number.NEGATIVE_INFINITY;
  return (done, of) => {
    const at = clock();
    const isOver = done >= of;
    const wasShown = shown > Number.NEGATIVE_INFINITY;
    if (!stream.isTTY || (isOver ? !wasShown : at - begun < MIN_MS || at - shown < EVERY_MS)) return;
    shown = at;
    const left = ((at - begun) / done) * (of - done);
    stream.write(isOver ? CLEAR : `${CLEAR}${what} ${done} of ${of}, ${minutesAndSeconds(left)} left`);
  };
}

/** To the beginning of the line, and nothing behind it. */
const CLEAR = '\r\u001b[K';

function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
