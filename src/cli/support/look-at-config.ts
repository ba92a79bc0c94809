import { type Config, type Environment, readConfig } from '../../app/config.ts';

/** Long enough to be taken for a key, and never used as one. */
const STAND_IN = 'no key is needed to look';

/**
 * The configuration for commands that only look. The real reading makes a secret key where there is none yet; looking
 * must not change anything.
 * @throws HotlineError `bad-configuration`, as at the start of the service
 */
export function lookAtConfig(env: Environment): Config {
  const isGiven = (name: string) => Boolean(env[name]?.trim() || env[`${name}_FILE`]?.trim());
  const wouldBeMade = !isGiven('SECRET_KEY') && !isGiven('DATABASE_URL');
  return readConfig(wouldBeMade ? { ...env, SECRET_KEY: STAND_IN } : env);
}
