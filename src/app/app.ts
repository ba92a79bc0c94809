import { join } from 'node:path';
import type { Express } from 'express';
import { keepFlows } from '../domain/calls/flow-version-store.ts';
import type { Hotline } from '../domain/calls/hotline.ts';
import { createLegMoves } from '../domain/calls/leg-moves.ts';
import type { Runner } from '../domain/calls/run-flow.ts';
import { createScripts } from '../domain/calls/scripts.ts';
import type { Carrier } from '../domain/carrier/carrier.ts';
import { createPinHasher, type PinHasher } from '../domain/customers/pin-hasher.ts';
import type { CountryCode } from '../domain/directory-entry/phone.ts';
import { titlesOf } from '../domain/flow/titles.ts';
import type { ActionDeps } from '../domain/flow-actions/action.ts';
import { performWith, prepareWith } from '../domain/flow-actions/index.ts';
import { type LoadedScript, loadFlows, SHIPPED_FLOWS } from '../domain/flow-files/load.ts';
import type { ReportPost } from '../domain/monthly-reports/report-mail.ts';
import { supervisorPhones } from '../domain/oncall/supervisors-store.ts';
import type { Outlets } from '../domain/proofs/give-out-checkpoint.ts';
import { ensurePushKey, pushEncryption } from '../domain/push/push-keys.ts';
import { openStorage } from '../domain/recordings/open-storage.ts';
import type { Transcriber } from '../domain/recordings/run-transcriber.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import { createIdentityProvider } from '../domain/users/identity-provider.ts';
import { createKnownBrowsers } from '../domain/users/known-browser.ts';
import { createPasswordHasher, type PasswordHasher } from '../domain/users/password-hasher.ts';
import { secondFactorKeys } from '../domain/users/second-factor-keys.ts';
import { now } from '../platform/clock.ts';
import type { Database, Db } from '../platform/db/database.ts';
import type { RecordWatch } from '../platform/db/watch-record.ts';
import { createEncryption } from '../platform/encryption.ts';
import { type Logger, linesLogged } from '../platform/log.ts';
import { practiceUrlAt } from '../telephony/simulator/practice-door.ts';
import { createCarrier } from '../telephony/twilio/client.ts';
import { makeUrls, type Urls } from '../telephony/twilio/webhook-urls.ts';
import type { ApiDeps } from '../web/api/deps.ts';
import { apiRoutes } from '../web/api/index.ts';
import { docsRoutes } from '../web/api-docs/docs-routes.ts';
import { calendarRoutes } from '../web/calendar/calendar-routes.ts';
import { consoleRoutes } from '../web/console/console-routes.ts';
import type { SingleSignOn } from '../web/console/deps.ts';
import { createSessionWatch } from '../web/console/live/session-watch.ts';
import { createReportPost } from '../web/console/monthly-reports/report-post.ts';
import type { EditSample } from '../web/console/rehearsal/edit-effect.ts';
import { evidencePageRoutes } from '../web/evidence/evidence-page-routes.ts';
import { evidenceRoutes } from '../web/evidence/evidence-routes.ts';
import { healthRoutes } from '../web/health/health-routes.ts';
import { createMetrics } from '../web/health/metrics.ts';
import type { PracticeLine } from '../web/practice/practice-routes.ts';
import { createHealthServer, createMetricsServer, createServer } from '../web/server.ts';
import { smsRoutes } from '../web/webhooks/sms-routes.ts';
import { voiceRoutes } from '../web/webhooks/voice-routes.ts';
import { createCallPath } from '../worker/call-path.ts';
import type { JobDeps } from '../worker/jobs/job.ts';
import { ownNumbersOf } from './config/telephony.ts';
import type { Config } from './config.ts';
import { FLOW_RULES } from './flow-rules.ts';
import { createPractice, practiceAccount, practiceKey } from './practice.ts';

/** The whole service as one plain object, made by hand: who needs what is seen here. */
export interface App {
  config: Config;
  log: Logger;
  database: Database;
  hotline: Hotline;
  runner: Runner;
  carrier: Carrier;
  storage: RecordingStorage;
  urls: Urls;
  pins: PinHasher;
  passwords: PasswordHasher;
  /** what due work needs */
  jobDeps: JobDeps;
  /** a worker has only its health to show */
  server: Express;
  /** the figures, on a port of their own */
  metricsServer: Express;
  /** Goes the way that a call goes, from outside in; resolves to whether it is open. */
  tryCallPath(): Promise<boolean>;
  /** From now on it is not ready any more: whoever brings requests should take them elsewhere. */
  sayStopping(): void;
  practice: PracticeLine | undefined;
  /** where the practice line is opened, with its key */
  practiceUrl: string | undefined;
  /** keeps in mind what must be known when the database is away, and in the database what a restart must find */
  remember(): Promise<void>;
  /**
   * Reads the flows again, for new legs; those under way end by the flows they began with.
   * @throws HotlineError `bad-flow` with all faults: then nothing has changed
   */
  reloadFlows(): Promise<void>;
}

export interface AppDeps {
  config: Config;
  log: Logger;
  database: Database;
  /** what whoever watches us is answered from; left out: the same */
  watching?: Db;
  /** what is known of the database without asking it; left out: that it is well */
  watch?: Pick<RecordWatch, 'standing'>;
  queue: { isReachable(): Promise<boolean> };
  /** tests hand in cheaper hashing, of both kinds */
  pins?: PinHasher;
  passwords?: PasswordHasher;
  /** and the flows, read and checked before; left out: read from the folder of the configuration */
  flows?: LoadedScript;
  /** and what is played of an edit that is tried */
  editSample?: EditSample;
}

/** Where callback numbers that are keyed in may lie; the first is where numbers without a country code belong. */
const CALLBACK_COUNTRIES: readonly [CountryCode, ...CountryCode[]] = ['DE', 'AT', 'CH'];

/**
 * Puts the service together.
 * @throws HotlineError `bad-flow` with all faults of the voice flows
 */
export function createApp({
  config,
  log,
  database,
  watching = database,
  watch = { standing: 'well' },
  queue,
  pins: givenPins,
  passwords: givenPasswords,
  flows: givenFlows,
  editSample,
}: AppDeps): App {
  const flowsFolder = config.flowsDir ?? SHIPPED_FLOWS;
  let flows = givenFlows ?? loadFlows(flowsFolder, FLOW_RULES);
  let flowsAreKept = false;
  let hasPushKey = false;
  const scripts = createScripts(flows.script, log);
  const hotline: Hotline = {
    get script() {
      return scripts.current;
    },
    ...ownNumbersOf(config),
    publicUrl: config.publicUrl,
    unverified: config.unverified,
    listeningIn: config.listeningIn,
  };
  const pins = givenPins ?? createPinHasher(config.secretKey, { previousKey: config.secretKeyPrevious });
  const deps: ActionDeps = {
    hotline,
    pins,
    countries: CALLBACK_COUNTRIES,
    updateGuideUrl: config.updateGuideUrl,
  };
  const passwords = givenPasswords ?? createPasswordHasher();
  const runner: Runner = {
    scripts,
    perform: performWith(deps),
    prepare: prepareWith(deps),
    moves: createLegMoves(database),
    log,
  };
  const account = config.carrier ?? practiceAccount(config);
  const metrics = createMetrics({
    database: watching,
    queue,
    lines: () => linesLogged(log),
    role: config.role,
    isWritable: () => watch.standing === 'well',
    now,
  });
  const carrier = metrics.watch(
    createCarrier({
      accountSid: account.accountSid,
      authToken: account.authToken,
      ...(account.apiKey ? { apiKey: account.apiKey } : {}),
      ...(account.apiBaseUrl ? { baseUrl: account.apiBaseUrl } : {}),
    }),
  );
  const storage = openStorage(config);
  const push = { ...config.push, encryption: pushEncryption(config.secretKey, config.secretKeyPrevious) };
  const urls = makeUrls(config.publicUrl, { overrides: isTwilio(config) });
  const practice = config.mode.practice ? createPractice(config, account, database, hotline) : undefined;
  const known: { emergencyNumber: string | null } = { emergencyNumber: null };
  const parts = { database, hotline, log, now, urls, carrier: account, publicUrl: config.publicUrl };
  let stopping = false;
  const health = healthRoutes({
    database: watching,
    takesWrites: () => watch.standing === 'well',
    queue,
    flowsLoaded: () => scripts.current.flows.size > 0,
    isStopping: () => stopping,
  });
  const apiDeps: ApiDeps = {
    database,
    hotline,
    now,
    urls,
    apiToken: config.apiToken,
    carrier,
    storage,
    limits: { requests: config.limits.apiRequests, refusals: config.limits.apiRefusals },
    log,
  };
  const server = createServer({
    log,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    audioFolders: [flowsFolder, SHIPPED_FLOWS].map((folder) => join(folder, 'audio')),
    voice: voiceRoutes({
      ...parts,
      runner,
      asksForTranscripts: config.transcribe?.by === 'carrier',
      emergencyNumber: () => known.emergencyNumber,
    }),
    sms: smsRoutes(parts),
    api: apiRoutes(apiDeps),
    apiDocs: docsRoutes(apiDeps),
    evidencePage: evidencePageRoutes(),
    measure: metrics.measure,
    health,
    calendar: calendarRoutes({ database, now, log }),
    evidence: evidenceRoutes({ database, log }),
    console: consoleRoutes({
      ...parts,
      queue,
      carrier,
      storage,
      titles: (language) => titlesOf(language, scripts.current),
      retention: config.retention,
      passwords,
      signInsPerMinute: config.limits.signIns,
      singleSignOn: singleSignOnOf(config),
      sessions: createSessionWatch({ database, now, log, sessionLength: config.sessionLength }),
      sessionLength: config.sessionLength,
      knownBrowsers: createKnownBrowsers(config.secretKey, config.secretKeyPrevious),
      factorKeys: secondFactorKeys(config.secretKey, config.secretKeyPrevious),
      requireTwoFactor: config.requireTwoFactor,
      pins,
      push,
      sendsReports: config.reports.server !== undefined,
      editSample,
      practice: practice !== undefined,
    }),
    practice: practice?.router,
  });
  return {
    config,
    log,
    database,
    hotline,
    runner,
    carrier,
    storage,
    urls,
    pins,
    passwords,
    jobDeps: {
      database,
      runner,
      hotline,
      carrier,
      pins,
      storage,
      transcriber: transcriberOf(config),
      retention: config.retention,
      urls,
      callsPerSecond: config.callsPerSecond,
      messagesPerSecond: config.messagesPerSecond,
      push,
      reports: reportPostOf(config),
      outlets: outletsOf(config),
      drills: config.drills,
      onKnock: metrics.onKnock,
      onBegun: metrics.onBegun,
      onGateReset: metrics.onGateReset,
      now,
      log,
    },
    server: config.role === 'worker' ? createHealthServer(health) : server,
    metricsServer: createMetricsServer(health, metrics),
    tryCallPath: createCallPath({
      url: urls.callStatus('heartbeat'),
      account,
      onTried: metrics.onCallPath,
      log,
    }),
    sayStopping() {
      stopping = true;
    },
    practice,
    practiceUrl: practice && practiceUrlAt(config.port, practiceKey(config)),
    async remember() {
      if (!hasPushKey) await ensurePushKey(database, push.encryption, now());
      hasPushKey = true;
      known.emergencyNumber = (await supervisorPhones(database))[0] ?? null;
      if (!flowsAreKept) await keepFlows(database, flows, now());
      flowsAreKept = true;
    },
    async reloadFlows() {
      const changed = loadFlows(flowsFolder, FLOW_RULES);
      await keepFlows(database, changed, now());
      flows = changed;
      scripts.use(changed.script);
    },
  };
}

/** Half an hour of talk at the pace of a small machine would take longer; what callers may record does not. */
const TRANSCRIBER_TIMEOUT_MS = 120_000;

function transcriberOf({ transcribe }: Config): Transcriber | undefined {
  return transcribe?.by === 'command'
    ? { command: transcribe.command, timeoutMs: TRANSCRIBER_TIMEOUT_MS }
    : undefined;
}

function reportPostOf({ reports: { server, day } }: Config): ReportPost | undefined {
  return server && createReportPost(server, day);
}

/** Where checkpoints of the ledger go. */
function outletsOf({ checkpoints: { mailTo: to, ...outlets }, reports: { server } }: Config): Outlets {
  return { ...outlets, mail: server && to !== undefined ? { server, to } : undefined };
}

/** Others speak its language and may not know its connection overrides. */
function isTwilio({ carrier }: Config): boolean {
  return carrier !== undefined && carrier.apiBaseUrl === undefined;
}

function singleSignOnOf({ singleSignOn, secretKey, secretKeyPrevious }: Config): SingleSignOn | undefined {
  if (!singleSignOn) return undefined;
  return {
    name: singleSignOn.name,
    provider: createIdentityProvider(singleSignOn),
    encryption: createEncryption(secretKey, 'single sign-on', secretKeyPrevious),
  };
}
