import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Environment, readConfig, readConfigWithoutKey, VARIABLE_NAMES } from '../../src/app/config.ts';
import type { HotlineError } from '../../src/platform/errors.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const database = {
  DATABASE_URL: 'postgres://hotline:geheim@db:5432/hotline',
  SECRET_KEY: 'five green umbrellas at noon',
};
const carrier = {
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'tokentokentoken',
  HOTLINE_NUMBER: '+493023125000',
};

const read = (env: Environment) => readConfig({ DATA_DIR: folder, ...env });

function refusal(env: Environment): HotlineError {
  try {
    read(env);
  } catch (error) {
    return error as HotlineError;
  }
  throw new Error('was not refused');
}

describe('with nothing configured', () => {
  it('the whole service runs on this machine, for this machine', () => {
    expect(read({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      databaseUrl: undefined,
      redisUrl: undefined,
      carrier: undefined,
      apiToken: undefined,
      directoryFile: undefined,
      role: 'all',
      logLevel: 'info',
      mode: { embedded: true, practice: true, queue: 'postgres' },
    });
  });

  it('a secret key is made once, for its owner only', () => {
    const { secretKey } = read({});
    expect(secretKey.length).toBeGreaterThanOrEqual(32);
    expect(read({}).secretKey).toBe(secretKey);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'secret-key'), 'utf8')).toBe(secretKey);
  });

  it('an empty value is as good as none', () => {
    expect(read({ PORT: '', REDIS_URL: ' ', API_TOKEN: '' })).toMatchObject({
      port: 8080,
      apiToken: undefined,
    });
  });
});

describe('with everything configured', () => {
  it('serves the world over the carrier', () => {
    const config = read({
      ...database,
      ...carrier,
      PORT: '9000',
      PUBLIC_URL: 'https://hotline.example/',
      REDIS_URL: 'rediss://cache:6379',
      TWILIO_API_KEY_SID: 'SK00000000000000000000000000000000',
      TWILIO_API_KEY_SECRET: 'secret',
      TWILIO_API_BASE_URL: 'http://127.0.0.1:9100/',
    });
    expect(config).toMatchObject({
      host: '0.0.0.0',
      publicUrl: 'https://hotline.example',
      secretKey: database.SECRET_KEY,
      hotlineNumber: '+493023125000',
      carrier: {
        accountSid: carrier.TWILIO_ACCOUNT_SID,
        authToken: carrier.TWILIO_AUTH_TOKEN,
        apiKey: { sid: 'SK00000000000000000000000000000000', secret: 'secret' },
        apiBaseUrl: 'http://127.0.0.1:9100',
      },
      mode: { embedded: false, practice: false, queue: 'redis' },
    });
  });

  it('takes a second auth token while tokens are rotated, never without the first', () => {
    const both = { ...database, ...carrier, TWILIO_AUTH_TOKEN_SECONDARY: 'the-next-token' };
    expect(read(both).carrier).toMatchObject({ secondaryAuthToken: 'the-next-token' });
    expect(read({ ...database, ...carrier }).carrier).toMatchObject({ secondaryAuthToken: undefined });
    expect(refusal({ ...database, TWILIO_AUTH_TOKEN_SECONDARY: 'the-next-token' }).message).toContain(
      'TWILIO_AUTH_TOKEN: missing, but needed since TWILIO_AUTH_TOKEN_SECONDARY is set',
    );
  });

  it('does not show where the heart beats', () => {
    const { message } = refusal({ HEARTBEAT_URL: 'ftp://ping.example/a-secret-name' });
    expect(message).toContain('HEARTBEAT_URL: read 32 characters (hidden)');
    expect(message).not.toContain('a-secret-name');
  });

  it('is encrypted also where the address was typed in capitals, and its path stays as it is', () => {
    expect(read({ PUBLIC_URL: 'HTTPS://Hotline.Example:8443/Line/' }).publicUrl).toBe(
      'https://hotline.example:8443/Line',
    );
  });

  it.each([
    ['https://hotline.example/our line', 'https://hotline.example/our%20line'],
    ['https://hotline.example\\line', 'https://hotline.example/line'],
    ['https://hotline.example/new/../line/', 'https://hotline.example/line'],
    ['https://müller.example/größe', 'https://xn--mller-kva.example/gr%C3%B6%C3%9Fe'],
    ['https://hotline.example\u200b/line', 'https://hotline.example/line'],
    ['https://hotline.example:443/', 'https://hotline.example'],
    ['https://hotline.example ', 'https://hotline.example'],
  ])('is called at %j as the carrier writes it: %s', (PUBLIC_URL, called) => {
    expect(read({ PUBLIC_URL }).publicUrl).toBe(called);
  });

  it.each(['http://0.0.0.0', 'localhost:8080', '[::1]:8080', '10.0.0.0/8', 'two hosts'])(
    'does not take %j for a place to listen at: no start would',
    (written) => {
      for (const name of ['HOST', 'METRICS_HOST'])
        expect(refusal({ [name]: written }).message).toContain(
          `${name}: read "${written}"; allowed: an address or a host name, without scheme and port`,
        );
    },
  );

  it.each([
    ['[::1]', '::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['hotline-1.internal', 'hotline-1.internal'],
  ])('listens at %s', (HOST, host) => {
    expect(read({ HOST }).host).toBe(host);
  });

  it('refuses a password in an address that could not be sent, for a % that was not encoded', () => {
    const { message } = refusal({ HEARTBEAT_URL: 'https://hotline:100%!@ping.example/' });
    expect(message).toContain('HEARTBEAT_URL: read 35 characters (hidden); allowed:');
    const { heartbeatUrl } = read({ HEARTBEAT_URL: 'https://hotline:100%25!@ping.example/' });
    expect(heartbeatUrl).toBe('https://hotline:100%25!@ping.example/');
  });

  it('takes secrets from files', () => {
    const file = join(folder, 'api-token');
    writeFileSync(file, 'a-long-api-token\n');
    expect(read({ API_TOKEN_FILE: file }).apiToken).toBe('a-long-api-token');
  });
});

describe('a session', () => {
  it('says how long somebody stays signed in, within bounds', () => {
    const minute = 60_000;
    expect(read({}).sessionLength).toEqual({ idleMs: 60 * minute, totalMs: 720 * minute });
    const set = { SESSION_HOURS: '168', SESSION_IDLE_MINUTES: '5' };
    expect(read(set).sessionLength).toEqual({ idleMs: 5 * minute, totalMs: 168 * 60 * minute });
    for (const SESSION_HOURS of ['0', '169', '1.5', '-1', 'long'])
      expect(() => read({ SESSION_HOURS })).toThrow('allowed: a whole number from 1 to 168');
    for (const SESSION_IDLE_MINUTES of ['4', '1441', '1h'])
      expect(() => read({ SESSION_IDLE_MINUTES })).toThrow('allowed: a whole number from 5 to 1440');
  });
});

describe('who needs a second factor', () => {
  it.each([
    ['all', ['supervisor', 'engineer', 'administrator', 'auditor']],
    ['administrator, auditor', ['administrator', 'auditor']],
  ])('%s', (REQUIRE_TWO_FACTOR, roles) => {
    expect(read({ REQUIRE_TWO_FACTOR }).requireTwoFactor).toEqual(roles);
  });

  it('is nobody, if nothing is said, and no role that does not exist', () => {
    expect(read({}).requireTwoFactor).toEqual([]);
    for (const REQUIRE_TWO_FACTOR of ['king', 'administrator,king', 'all,', ',']) {
      expect(refusal({ REQUIRE_TWO_FACTOR }).message).toContain(
        'allowed: all, or some of supervisor, engineer',
      );
    }
  });
});

describe('single sign-on', () => {
  const provider = {
    OIDC_ISSUER: 'https://id.example/realms/house',
    OIDC_CLIENT_ID: 'hotline',
    OIDC_CLIENT_SECRET: 'hush',
    OIDC_ROLES: 'cn=admins,ou=groups=administrator; support = supervisor',
  };

  it('is there when all of it is configured', () => {
    expect(read({}).singleSignOn).toBeUndefined();
    expect(read(provider).singleSignOn).toEqual({
      issuer: 'https://id.example/realms/house',
      clientId: 'hotline',
      clientSecret: 'hush',
      name: 'id.example',
      scopes: 'openid profile email',
      roleClaim: 'groups',
      roles: [
        { value: 'cn=admins,ou=groups', role: 'administrator' },
        { value: 'support', role: 'supervisor' },
      ],
    });
    expect(read({ ...provider, OIDC_ISSUER: 'http://localhost:8090' }).singleSignOn).toBeDefined();
  });

  it.each(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES', 'OIDC_ISSUER'])(
    'is refused without %s',
    (name) => {
      const { message } = refusal({ ...provider, [name]: undefined });
      expect(message).toContain(`${name}: missing, but needed since OIDC_`);
      expect(message).not.toContain('hush');
    },
  );

  it.each([
    ['OIDC_ISSUER', 'http://id.example'],
    ['OIDC_ISSUER', 'https://id.example/?a=b'],
    ['OIDC_ISSUER', 'id.example'],
    ['OIDC_ROLES', 'admins=king'],
    ['OIDC_ROLES', 'administrator'],
    ['OIDC_ROLES', 'admins=administrator;'],
    ['OIDC_SCOPES', 'profile email'],
    ['OIDC_ROLE_CLAIM', 'my groups'],
  ])('does not take %s=%s', (name, value) => {
    expect(refusal({ ...provider, [name]: value }).message).toContain(`${name}: read "${value}"; allowed:`);
  });
});

describe('proxies', () => {
  it.each([
    ['2', 2],
    ['10.0.0.0/8, loopback', ['10.0.0.0/8', 'loopback']],
    ['2001:db8::/32', ['2001:db8::/32']],
  ])('%s', (TRUSTED_PROXIES, trustedProxies) => {
    expect(read({ TRUSTED_PROXIES }).trustedProxies).toEqual(trustedProxies);
  });

  it.each(['-1', 'everybody', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/8', 'true', 'a,,b'])(
    'are not %s',
    (TRUSTED_PROXIES) => {
      expect(refusal({ TRUSTED_PROXIES }).message).toContain('TRUSTED_PROXIES: read');
    },
  );

  it('are none, and nobody asks too often, if nothing is said', () => {
    expect(read({})).toMatchObject({
      trustedProxies: 0,
      limits: { apiRequests: 1_200, apiRefusals: 30, signIns: 60 },
    });
    expect(refusal({ SIGN_INS_PER_MINUTE: '0' }).message).toContain('a whole number from 1');
  });
});

describe('a bad configuration', () => {
  it('is refused with every bad value at once: its name, what was read, what is allowed', () => {
    const { code, message, remedy } = refusal({
      PORT: '99999',
      PUBLIC_URL: 'hotline.example',
      ROLE: 'boss',
      LOG_LEVEL: 'loud',
      HOTLINE_NUMBER: '030 23125000',
      REDIS_URL: 'http://cache',
    });
    expect(code).toBe('bad-configuration');
    expect(remedy).toContain('README');
    expect(message.split('\n').slice(1)).toEqual([
      '  PORT: read "99999"; allowed: a port, 0 to 65535',
      '  PUBLIC_URL: read "hotline.example"; allowed: an http or https URL without query, user and password',
      '  REDIS_URL: read "http://cache"; allowed: redis://host:6379, redis-sentinel://host:26379,host:26379#name or redis-cluster://host:6379,host:6379; rediss… with TLS',
      '  HOTLINE_NUMBER: read "030 23125000"; allowed: a number in E.164, such as +493023125000',
      '  ROLE: read "boss"; allowed: all, web or worker',
      '  LOG_LEVEL: read "loud"; allowed: fatal, error, warn, info, debug, trace, silent',
    ]);
  });

  it.each(['-1', '80.5', '0x50', '8080 ', 'http'])('does not take %j for a port', (PORT) => {
    expect(refusal({ PORT }).message).toContain(`PORT: read "${PORT}"`);
  });

  it.each(['PUBLIC_URL', 'UPDATE_GUIDE_URL'])(
    'wants no password in %s, which stands in what we send',
    (name) => {
      for (const written of [
        'https://hotline:geheim@hotline.example',
        'https:hotline:geheim@hotline.example',
      ]) {
        const { message } = refusal({ [name]: written });
        expect(message).toMatch(/URL without .*user and password/);
        expect(message).not.toContain('geheim');
      }
      expect(refusal({ [name]: 'https://geheim@hotline.example/' }).message).not.toContain('geheim');
      expect(() =>
        read({ ...database, ...carrier, [name]: 'https://hotline.example/~mail@us' }),
      ).not.toThrow();
    },
  );

  it('never shows a secret', () => {
    const { message } = refusal({
      API_TOKEN: 'hush',
      SECRET_KEY: 'psst',
      DATABASE_URL: 'mysql://hotline:ge:he@im@db/hotline',
      REDIS_URL: 'hotline:geheim@cache',
    });
    expect(message).toContain('API_TOKEN: read 4 characters (hidden)');
    expect(message).toContain('SECRET_KEY: read 4 characters (hidden)');
    expect(message).toContain('DATABASE_URL: read "mysql://…@db/hotline"');
    expect(message).toContain('REDIS_URL: read "…@cache"');
    expect(message).not.toMatch(/hush|psst|geheim|ge:he/);
  });

  it('shows what came along unseen with a value that was copied', () => {
    const { message } = refusal({ HOTLINE_NUMBER: '\u202a+493023125000\u202c', PORT: '8080\u00a0' });
    expect(message).toContain('HOTLINE_NUMBER: read "\\u{202a}+493023125000\\u{202c}"; allowed:');
    expect(message).toContain('PORT: read "8080\\u{a0}"; allowed:');
  });

  it.each(['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY_SECRET', 'DATA_DIR'])(
    'wants nothing unseen in %s: every signature would be wrong, or the record elsewhere',
    (name) => {
      for (const unseen of ['\u200b', '\u200e', '\ufeff'])
        expect(refusal({ ...database, ...carrier, [name]: `${unseen}a1b2c3d4e5` }).message).toMatch(
          new RegExp(`${name}: read .*; allowed: .*without characters that nobody sees`),
        );
    },
  );

  it('wants a token for the API that a header carries', () => {
    for (const API_TOKEN of ['schlüssel-7f3a9', '\u200b7f3a9c1e5b2d', '7f3a9c1e5b2d…'])
      expect(refusal({ API_TOKEN }).message).toContain('letters from A to Z, digits and signs of ASCII');
  });

  it('counts a single character as one', () => {
    expect(refusal({ API_TOKEN: 'x' }).message).toContain('API_TOKEN: read 1 character (hidden)');
  });

  it('makes no key for whoever does without', () => {
    const DATA_DIR = join(folder, 'without-key');
    expect(readConfigWithoutKey({ DATA_DIR })).not.toHaveProperty('secretKey');
    expect(existsSync(DATA_DIR)).toBe(false);
    const { databaseUrl } = readConfigWithoutKey({ DATABASE_URL: database.DATABASE_URL });
    expect(databaseUrl).toBe(database.DATABASE_URL);
  });

  it.each([
    ['an account without its token', { TWILIO_ACCOUNT_SID: carrier.TWILIO_ACCOUNT_SID }, 'TWILIO_AUTH_TOKEN'],
    ['a token without its account', { TWILIO_AUTH_TOKEN: 'token' }, 'TWILIO_ACCOUNT_SID'],
    ['a carrier without a number', { ...carrier, HOTLINE_NUMBER: undefined }, 'HOTLINE_NUMBER'],
    ['half an API key', { ...carrier, TWILIO_API_KEY_SID: 'SK123' }, 'TWILIO_API_KEY_SECRET'],
    ['a carrier address without an account', { TWILIO_API_BASE_URL: 'http://a' }, 'TWILIO_ACCOUNT_SID'],
    ['a database without a secret key', { DATABASE_URL: database.DATABASE_URL }, 'SECRET_KEY'],
  ])('does not take %s', (_, env, missing) => {
    expect(refusal(env).message).toContain(`${missing}: missing`);
  });

  it.each([
    ['TWILIO_AUTH_TOKEN', '"tokentokentoken"'],
    ['TWILIO_AUTH_TOKEN_SECONDARY', "'tokentokentoken'"],
    ['TWILIO_AUTH_TOKEN', 'tokentokentoken '],
    ['TWILIO_API_KEY_SECRET', 'secret\r'],
  ])('refuses %s with what came along, since no webhook would be let in: %s', (name, value) => {
    const { message } = refusal({ ...database, ...carrier, TWILIO_API_KEY_SID: 'SK123', [name]: value });
    expect(message).toMatch(
      new RegExp(`${name}: read \\d+ characters \\(hidden\\); allowed: without quotes and spaces around it`),
    );
    expect(message).not.toContain('token"');
  });

  it.each([
    ['OIDC_CLIENT_SECRET', "'secret'"],
    ['S3_SECRET_ACCESS_KEY', 'secret\n'],
    ['DATA_DIR', '~/data'],
    ['DATA_DIR', '"./data"'],
    ['DATA_DIR', './data\n'],
    ['CHECKPOINT_FOLDER', '~/checkpoints'],
  ])('refuses %s with what would make another one of it: %j', (name, value) => {
    expect(refusal({ [name]: value }).message).toMatch(
      new RegExp(`${name}: read .*; allowed: .*without quotes and spaces around it`),
    );
  });

  it('shows a sign that nobody sees, and says each fault on a line of its own, once', () => {
    const { message } = refusal({ PORT: '80\n', OIDC_ISSUER: 'x' });
    expect(message).toContain('PORT: read "80\\n"; allowed');
    expect(message.match(/OIDC_ISSUER: read/g)).toHaveLength(1);
  });

  it('takes no space that came along for a part of an address', () => {
    const env = { ...database, DATABASE_URL: `${database.DATABASE_URL} `, REDIS_URL: 'redis://cache\n' };
    expect(read(env)).toMatchObject({ databaseUrl: database.DATABASE_URL, redisUrl: 'redis://cache' });
  });

  it.each([
    ['the port that it has by itself', { METRICS_PORT: '8080' }],
    ['the port that was chosen', { PORT: '9000', METRICS_PORT: '9000', METRICS_HOST: '0.0.0.0' }],
    [
      'a port that is taken at all addresses',
      { PORT: '9000', HOST: '::', METRICS_PORT: '9000', METRICS_HOST: '127.0.0.1' },
    ],
  ])('does not let figures be where the service is: %s', (_, env) => {
    expect(refusal(env).message).toContain('but PORT is the same');
  });

  it.each([
    { PORT: '0', METRICS_PORT: '0' },
    { ...database, ...carrier, ROLE: 'worker', METRICS_PORT: '8080' },
    { HOST: '10.0.0.1', METRICS_HOST: '127.0.0.1', METRICS_PORT: '8080' },
  ])('lets figures have a port of their own: %j', (env) => {
    expect(read(env).metrics.port).toBe(Number(env.METRICS_PORT));
  });

  it('lets no loop stand for longer than the carrier waits', () => {
    expect(read({ STANDSTILL_SECONDS: '14' }).standstillMs).toBe(14_000);
    for (const STANDSTILL_SECONDS of ['1', '15', '999'])
      expect(refusal({ STANDSTILL_SECONDS }).message).toContain('2 to 14, or 0 for never');
  });

  it('refuses an address for traces that nothing could be sent to', () => {
    expect(refusal({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }).message).toContain(
      'OTEL_EXPORTER_OTLP_ENDPOINT: read',
    );
  });

  it('does not let two processes share the embedded database', () => {
    expect(refusal({ ROLE: 'worker' }).message).toContain('set DATABASE_URL');
  });

  it('does not take a secret twice, or from a file that is not there', () => {
    expect(refusal({ API_TOKEN: 'a-long-token', API_TOKEN_FILE: '/run/secrets/a' }).message).toContain(
      'one of the two',
    );
    expect(refusal({ API_TOKEN_FILE: join(folder, 'nowhere') }).message).toContain(
      'there is no such file or folder',
    );
  });

  it('does not call missing what stands in a file that cannot be read', () => {
    const nowhere = join(folder, 'nowhere');
    const { message } = refusal({ DATABASE_URL_FILE: nowhere, ROLE: 'worker', PORT: 'x' });
    expect(message.split('\n  ').slice(1)).toEqual([
      `DATABASE_URL_FILE: read "${nowhere}": there is no such file or folder; allowed: the path of a readable file`,
      'PORT: read "x"; allowed: a port, 0 to 65535',
    ]);
  });

  it('reads a secret with a byte order mark, and refuses one that is not UTF-8 without showing it', () => {
    const file = join(folder, 'token');
    writeFileSync(file, '\ufeffa-long-api-token\r\n');
    expect(read({ API_TOKEN_FILE: file }).apiToken).toBe('a-long-api-token');
    writeFileSync(file, '\ufeffa-long-api-token', 'utf16le');
    const { message } = refusal({ API_TOKEN_FILE: file });
    expect(message).toContain(`API_TOKEN_FILE: read "${file}" (not UTF-8); allowed: a text in UTF-8`);
    expect(message).not.toContain('api-token');
  });

  it('says so when there is no place for the secret key', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(refusal({ DATA_DIR: file })).toMatchObject({ code: 'bad-configuration' });
    expect(refusal({ DATA_DIR: file }).message).toMatch(/a-file\/secret-key: a file is in its place$/);
    expect(refusal({ DATA_DIR: file }).remedy).toContain('DATA_DIR');
  });
});

describe('recordings and periods', () => {
  it('a bucket is told with its prefix; its own service has the usual region', () => {
    const { recordingsBucket } = read({
      RECORDINGS_BUCKET: 's3://calls/hotline/',
      S3_ENDPOINT: 'http://127.0.0.1:9000/',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'secret',
    });
    const key = { id: 'id', secret: 'secret' };
    expect(recordingsBucket).toEqual({
      bucket: 'calls',
      prefix: 'hotline/',
      endpoint: 'http://127.0.0.1:9000',
      region: 'us-east-1',
      key,
    });
    expect(() => read({ S3_ENDPOINT: 'http://127.0.0.1:9000' })).toThrow('RECORDINGS_BUCKET: missing');
    expect(() => read({ RECORDINGS_BUCKET: 'calls' })).toThrow('s3://bucket');
  });

  it('a period is an ISO duration or none; what users have done is kept for a year at least', () => {
    const { retention } = read({ RETENTION_CALLS: 'none', RETENTION_RECORDINGS: 'P7D' });
    expect(retention.calls).toBeNull();
    expect(retention.recordings?.toISO()).toBe('P7D');
    for (const bad of ['90', 'PT1H', 'P0D', '-P1D', 'never'])
      expect(() => read({ RETENTION_TICKETS: bad }), bad).toThrow('RETENTION_TICKETS');
    expect(() => read({ RETENTION_AUDIT: 'P30D' })).toThrow('at least P1Y');
  });
});

it('the README names every variable that is read', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(VARIABLE_NAMES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
