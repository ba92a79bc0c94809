import { hasSecretKey } from '../../app/config/secret-key.ts';
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
  const isNeeded = ['SECRET_KEY', 'SECRET_KEY_PREVIOUS', 'DATABASE_URL'].some(isGiven);
  if (isNeeded) return readConfig(env);
  const config = readConfig({ ...env, SECRET_KEY: STAND_IN });
  return hasSecretKey(config.dataDir) ? readConfig(env) : config;
}
