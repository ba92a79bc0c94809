/** The whole service as `npm start` runs it, as a child process of a benchmark. */
import { readConfig } from '../src/app/config.ts';
import { startService } from '../src/app/start.ts';
import { createLogger } from '../src/platform/log.ts';
import { answerParent } from './support/answer-parent.ts';

const config = readConfig(process.env);
const service = await startService(config, createLogger(config.logLevel, { readable: false }));
answerParent(() => service.close());
