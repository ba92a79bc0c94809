import type { Config, Environment } from '../../app/config.ts';
import { formatFault, HotlineError } from '../../platform/errors.ts';
import { readRedisAddress } from '../../platform/queue/redis-address.ts';
import { examineFlows } from '../commands/check.ts';
import { type ExitCode, FAILED, OK } from '../support/exit-code.ts';
import { flowsFolder } from '../support/flows-folder.ts';
import { lookAtConfig } from '../support/look-at-config.ts';
import { createProgress } from '../support/progress.ts';
import { colors, print, printJson } from '../support/terminal.ts';
import { type Finding, fault, ok } from './finding.ts';
import { lookAtCarrier } from './look-at-carrier.ts';
import { lookAtDatabase } from './look-at-database.ts';
import { lookAtRedis } from './look-at-redis.ts';
import { lookAtService } from './look-at-service.ts';
import { lookAtSettings } from './look-at-settings.ts';
import { lookAtSingleSignOn } from './look-at-single-sign-on.ts';
import { lookAtStorage } from './look-at-storage.ts';

const MARKS = {
  ok: colors.green('✓'),
  warning: colors.yellow('!'),
  fault: colors.red('✗'),
};

/** `hotline doctor`: what is configured, reachable, missing. It looks only, and fails if something does not work. */
export async function doctor(options: { json?: boolean }, env: Environment): Promise<ExitCode> {
  const findings = await examine(env);
  if (options.json) printJson({ ok: findings.every(({ verdict }) => verdict !== 'fault'), findings });
  else print(...findings.flatMap(describe));
  return findings.some(({ verdict }) => verdict === 'fault') ? FAILED : OK;
}

async function examine(env: Environment): Promise<Finding[]> {
  const config = readQuietly(env);
  if ('verdict' in config) return [config, ...lookAtFlows(env)];
  const redis = config.redisUrl === undefined ? null : readRedisAddress(config.redisUrl);
  const rounds = await allOf([
    lookAtDatabase(config),
    redis === null ? [] : lookAtRedis(redis),
    lookAtCarrier(config),
    lookAtService(config.publicUrl),
    lookAtStorage(config),
    lookAtSingleSignOn(config),
  ]);
  return [...lookAtSettings(config, env), ...lookAtFlows(env), ...rounds.flat()];
}

type Looked = Finding | Finding[];

/** Looks that take their time, with how many are done. */
async function allOf(looks: readonly (Looked | Promise<Looked>)[]): Promise<Looked[]> {
  const progress = createProgress('Looks');
  let done = 0;
  const counted = looks.map(async (look) => {
    const found = await look;
    done += 1;
    progress(done, looks.length);
    return found;
  });
  return Promise.all(counted);
}

function readQuietly(env: Environment): Config | Finding {
  try {
    return lookAtConfig(env);
  } catch (error) {
    if (!(error instanceof HotlineError)) throw error;
    return fault('configuration', error.message, error.remedy ?? 'Correct the environment variables.');
  }
}

function lookAtFlows(env: Environment): Finding[] {
  const { found, faults } = examineFlows(flowsFolder(env));
  if (faults.length === 0) return [ok('flows', found)];
  return faults.map((each) =>
    fault('flows', formatFault(each), 'Correct the file. All faults: npm run hotline -- check'),
  );
}

function describe({ about, verdict, message, remedy }: Finding): string[] {
  const line = `${MARKS[verdict]} ${about.padEnd(16)} ${message}`;
  return remedy === undefined ? [line] : [line, `  ${' '.repeat(16)} → ${remedy}`];
}
