/** A process that logs when it begins, when its standard input ends, and when it ends itself. */
import { createLogger } from '../../src/platform/log.ts';

const log = createLogger('info');
log.info('begun');
process.stdin.resume().on('end', () => {
  process.stdout.write('also without the log\n');
  log.info('told');
});
process.on('beforeExit', (code) => {
  log.info('ended');
  process.exit(code);
});
