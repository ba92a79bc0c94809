/**
 * The whole service as `npm start` runs it, in one thing different: PINs are hashed cheaply. Twenty callers a second who
 * key a PIN would keep two processors busy with nothing else.
 */
import { flushCompileCache } from 'node:module';
import { readConfig } from '../src/app/config.ts';
import { startService } from '../src/app/start.ts';
import { createPinHasher } from '../src/domain/customers/pin-hasher.ts';
import { createLogger } from '../src/platform/log.ts';

const CHEAP = 2;

const config = readConfig(process.env);
const log = createLogger(config.logLevel, { readable: false });
const service = await startService(config, log, { pins: createPinHasher(config.secretKey, { cost: CHEAP }) });
process.once('SIGTERM', () => {
  service.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
// Ctrl+C goes to the whole group: whoever started us ends us in its own order
process.on('SIGINT', () => {});
// whoever is killed keeps nothing at its end
flushCompileCache();
process.stdout.write('ready\n');
