import { type DestinationStream, pino } from 'pino';
import { fileFault } from './file-fault.ts';

/** So many characters may wait for a disk that is full; what comes then is lost. */
const MAX_WAITING = 1_000_000;
const STANDARD_OUTPUT = 1;

const ignore = () => {};

/**
 * Standard output for a log that must never end what it tells of: on a full disk lines wait until there is room, and the
 * service goes on. It is said once, on standard error, whenever that begins.
 */
export function openLogOutput(): DestinationStream {
  const output = pino.destination({ dest: STANDARD_OUTPUT, maxLength: MAX_WAITING });
  let isLost = false;
  output.on('error', (error: NodeJS.ErrnoException) => {
    // whoever read the log has gone
    if (isLost || error.code === 'EPIPE') return;
    isLost = true;
    process.stderr.write(
      `The log cannot be written: ${fileFault(error)}. The service goes on; what it logs meanwhile may be lost.\n`,
    );
  });
  // what else is said there is lost as well, and ends nothing
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
  output.on('write', () => {
    isLost = false;
  });
  // it tries until it has written everything: the end of a process would wait for room on a disk
  const flush = output.flushSync.bind(output);
  output.flushSync = () => {
    if (!isLost) flush();
  };
  return output;
}
