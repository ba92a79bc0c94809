import { hasSecretKey, keyTrap } from '../../app/config/secret-key.ts';
import type { Config, Environment } from '../../app/config.ts';
import { refusedStart } from '../../app/refused-start.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** What is configured, in words, secrets masked; and what is missing though the service would start. */
export function lookAtSettings(config: Config, env: Environment): Finding[] {
  return [
    ok(
      'listens',
      `on ${config.host}:${config.port} as ${config.role === 'all' ? 'web and worker' : config.role}`,
    ),
    lookAtPublicUrl(config),
    ok(
      'record',
      config.databaseUrl ? maskUrl(config.databaseUrl) : `embedded PostgreSQL in ${config.dataDir}`,
    ),
    ok('queue', config.redisUrl ? maskUrl(config.redisUrl) : 'BullMQ on PostgreSQL'),
    lookAtCarrierSettings(config),
    ...lookAtRotation(config),
    ok('number', config.hotlineNumber),
    lookAtSecretKey(config, env),
    lookAtApiToken(config),
    lookAtSecondFactor(config),
    lookAtHeartbeat(config),
  ];
}

function lookAtPublicUrl({ publicUrl, carrier }: Config): Finding {
  const about = 'public address';
  if (carrier && !carrier.apiBaseUrl && !publicUrl.startsWith('https:')) {
    const remedy = 'Set PUBLIC_URL to an https address: what callers key in travels over it.';
    return warning(about, publicUrl, remedy);
  }
  return ok(about, publicUrl);
}

function lookAtCarrierSettings(config: Config): Finding {
  const refused = refusedStart(config);
  return refused
    ? fault('carrier', refused.message.replace(/^.*\n\s*/, ''), refused.remedy ?? '')
    : ok('carrier', carrierInWords(config));
}

function carrierInWords({ carrier }: Config): string {
  if (!carrier) return 'none: the practice line';
  const credentials = carrier.apiKey ? `API key ${carrier.apiKey.sid}` : 'auth token';
  return `${carrier.apiBaseUrl ?? 'Twilio'}, account ${carrier.accountSid}, ${credentials} (secret hidden)`;
}

/** A rotation that was begun is named until it is finished, with what comes next. */
function lookAtRotation({ carrier }: Config): Finding[] {
  if (carrier?.secondaryAuthToken === undefined) return [];
  const about = 'rotation';
  if (!carrier.apiKey) {
    const remedy =
      'Set TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET before you promote the new token; without them the carrier will refuse calls and texts.';
    return [
      warning(about, 'two auth tokens are accepted, but requests to the carrier use the old one', remedy),
    ];
  }
  const remedy =
    'Promote the secondary token at the carrier, then set it as TWILIO_AUTH_TOKEN here, remove TWILIO_AUTH_TOKEN_SECONDARY, and restart.';
  return [warning(about, 'webhooks signed with either of two auth tokens are accepted', remedy)];
}

function lookAtHeartbeat({ heartbeatUrl }: Config): Finding {
  const about = 'heartbeat';
  if (heartbeatUrl !== undefined) return ok(about, `every minute to ${new URL(heartbeatUrl).host}`);
  return warning(
    about,
    'no heartbeat is sent, so nobody outside would notice an outage',
    'Set HEARTBEAT_URL to a monitoring service that raises the alarm when the heartbeat stops.',
  );
}

function lookAtSecretKey({ dataDir, secretKey }: Config, env: Environment): Finding {
  const about = 'secret key';
  const trap = keyTrap(secretKey);
  if (trap) return warning(about, trap.message, trap.remedy);
  if (env.SECRET_KEY?.trim() || env.SECRET_KEY_FILE?.trim()) return ok(about, 'given (hidden)');
  if (hasSecretKey(dataDir)) return ok(about, 'kept in DATA_DIR; include it in the backup');
  const remedy =
    'After a restore, first put back the key that was kept with the dump: no PIN is right with another one.';
  return warning(about, `none that can be read in ${dataDir}; the next start makes one there`, remedy);
}

/** Shorter ones of before go on working. */
const SHORT_TOKEN = 16;

function lookAtApiToken({ apiToken }: Config): Finding {
  if (apiToken !== undefined && apiToken.length < SHORT_TOKEN) {
    const remedy =
      'Use a longer one (openssl rand -base64 32), or one token per program ("hotline token add").';
    return warning('API', `the token has fewer than ${SHORT_TOKEN} characters`, remedy);
  }
  return apiToken === undefined
    ? ok('API', 'no API_TOKEN; programs need a token from "hotline token add"')
    : ok('API', 'token given (hidden)');
}

function lookAtSecondFactor({ requireTwoFactor }: Config): Finding {
  const needed =
    requireTwoFactor.length > 0 ? `required for ${requireTwoFactor.join(', ')}` : 'optional for every user';
  return ok('second factor', needed);
}

/** A connection's address without user and password. That of several hosts is no URL. */
export function maskUrl(url: string): string {
  const [, scheme = '', login, rest = ''] = /^([^:]+:\/\/)(?:(.*)@)?([^@]*)$/s.exec(url) ?? [];
  const masked = login === undefined ? '' : `${login.replace(/[^:]+/g, '…').replace(/:.*/s, ':…')}@`;
  return `${scheme}${masked}${rest.replaceAll(/(?<=[?&]password=)[^&]*/g, '…')}`;
}
