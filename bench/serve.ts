/** The whole service as `npm start` runs it, as a child process of a benchmark. */
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/platform/log.ts';
import { startService } from '../src/start.ts';
import { answerParent } from './support/answer-parent.ts';

const config = readConfig(process.env);
const service = await startService(config, createLogger(config.logLevel, { readable: false }));
answerParent(() => service.close());
