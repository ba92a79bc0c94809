import { METHODS } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Carrier } from '../../domain/carrier/carrier.ts';
import type { GateName } from '../../domain/carrier/gate.ts';
import type { PushOutcome } from '../../domain/push/push-sender.ts';
import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { keepFresh } from '../../platform/keep-fresh.ts';
import type { TimerKind } from '../../platform/timers/timer.ts';
import { readGauges } from './metrics-store.ts';
import { type ProcessDeps, watchProcess } from './process-gauges.ts';
import { createRecordGauges } from './record-gauges.ts';

/** Seconds; the carrier waits 15 s for an answer. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
/**
 * Where routers are mounted. The prefix of a request is taken from its path, so that it counts only if it stands here: a
 * label must never be what somebody has typed.
 */
const PREFIXES = new Set([
  '',
  '/api/v1',
  '/assets',
  '/audio',
  '/calendar',
  '/practice',
  '/practice/carrier',
  '/twilio',
  '/twilio/sms',
  '/twilio/voice',
]);
const OTHER = 'other';
/** More sets of labels than there are routes, methods and answers; whatever made more of them is counted together. */
const MAX_LABEL_SETS = 2_000;

/** The figures are the same for all who ask within so long. */
const FIGURES_MS = 5_000;

/** Seconds; the sweep looks every second, an alarm rings within one, and a page that is a minute late is an incident. */
const LATENESS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export interface Metrics {
  /** Takes the time of every request that passes through. */
  measure: RequestHandler;
  /** Takes note of how late a due work was begun. */
  onBegun(kind: TimerKind, lateMs: number): void;
  /** Takes note that a gate to the carrier had been shut for longer than can be. */
  onGateReset(gate: GateName): void;
  /** what a push service made of a notification */
  onKnock(outcome: PushOutcome): void;
  /** Takes note of whether a webhook got through from outside. */
  onCallPath(isOpen: boolean): void;
  /** The same carrier, with every request to it counted by what came of it. */
  watch(carrier: Carrier): Carrier;
  contentType: string;
  /** Prometheus' text format. */
  write(): Promise<string>;
}

export interface MetricsDeps extends ProcessDeps {
  /** a connection of its own: whoever asks for figures must not keep a caller waiting */
  database: Db;
  now: () => Date;
  /** tests want them anew each time */
  freshMs?: number;
}

/**
 * Figures for whoever watches the service, without anything personal in them. Those of the record are read when they
 * are asked for, once for all who ask; while the database is away they are left out, and `hotline_database_up` says why.
 */
export function createMetrics(parts: MetricsDeps): Metrics {
  const { database, now, freshMs = FIGURES_MS } = parts;
  const registry = Registry.merge([nodeFigures()]);
  const showFigures = createRecordGauges(registry);
  const lookAtProcess = watchProcess(registry, parts);
  const write = keepFresh(async () => {
    const [figures] = await Promise.all([readGauges(database, now()).catch(() => null), lookAtProcess()]);
    showFigures(figures);
    return registry.metrics();
  }, freshMs);
  return {
    measure: measureRequests(registry),
    onBegun: measureLateness(registry),
    onGateReset: countGateResets(registry),
    onKnock: countKnocks(registry),
    onCallPath: showCallPath(registry),
    watch: watchCarrier(registry),
    contentType: registry.contentType,
    write,
  };
}

let ofProcess: Registry | undefined;

/** Node's own figures: of the process, whose loop is measured from then on and for good, however many services it has. */
function nodeFigures(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

function showCallPath(registry: Registry): Metrics['onCallPath'] {
  const isUp = new Gauge({
    name: 'hotline_call_path_up',
    help: 'Whether a signed webhook got from PUBLIC_URL to a process that takes calls; only where that is tried',
    registers: [registry],
  });
  isUp.remove();
  return (open) => isUp.set(open ? 1 : 0);
}

function measureRequests(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'hotline_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const seen = new Set<string>();
  return (request, response, next) => {
    const stop = durations.startTimer();
    response.once('finish', () => {
      const labels = {
        method: methodOf(request),
        route: routeOf(request),
        status: String(response.statusCode),
      };
      const name = Object.values(labels).join(' ');
      if (seen.size < MAX_LABEL_SETS) seen.add(name);
      stop(seen.has(name) ? labels : { method: OTHER, route: OTHER, status: OTHER });
    });
    next();
  };
}

/** Node's parser refuses any other before it gets here; a name is not a label because of that. */
function methodOf({ method }: Request): string {
  return METHODS.includes(method) ? method : OTHER;
}

/**
 * The pattern and never the path, which holds names and numbers. What was turned away before a route took it counts for
 * where it was bound, and what nobody knows is one label for all.
 */
function routeOf({ route, baseUrl }: Request): string {
  const pattern: unknown = route?.path;
  if (!PREFIXES.has(baseUrl)) return OTHER;
  return typeof pattern === 'string' ? baseUrl + pattern : baseUrl || OTHER;
}

function measureLateness(registry: Registry): Metrics['onBegun'] {
  const lateness = new Histogram({
    name: 'hotline_work_lateness_seconds',
    help: 'Time from when work was due until it was begun',
    labelNames: ['kind'],
    buckets: LATENESS,
    registers: [registry],
  });
  return (kind, lateMs) => lateness.observe({ kind }, Math.max(0, lateMs / 1_000));
}

function countGateResets(registry: Registry): Metrics['onGateReset'] {
  const resets = new Counter({
    name: 'hotline_gate_resets_total',
    help: 'How often a gate to the carrier was opened that a wrong clock had shut',
    labelNames: ['gate'],
    registers: [registry],
  });
  // from nothing to one is no increase
  for (const gate of ['calls', 'messages'] satisfies GateName[]) resets.inc({ gate }, 0);
  return (gate) => resets.inc({ gate });
}

function countKnocks(registry: Registry): Metrics['onKnock'] {
  const knocks = new Counter({
    name: 'hotline_notifications_total',
    help: "Notifications of engineers' devices by what their push services made of them",
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => knocks.inc({ outcome });
}

function watchCarrier(registry: Registry): Metrics['watch'] {
  const requests = new Counter({
    name: 'hotline_carrier_requests_total',
    help: 'Requests to the carrier by what came of them',
    labelNames: ['request', 'outcome'],
    registers: [registry],
  });
  return (carrier) => {
    const watched = Object.entries(carrier).map(
      ([request, ask]: [string, (...args: never[]) => Promise<unknown>]) => [
        request,
        async (...args: never[]) => {
          try {
            const answer = await ask(...args);
            requests.inc({ request, outcome: 'ok' });
            return answer;
          } catch (error) {
            requests.inc({ request, outcome: error instanceof HotlineError ? error.code : 'failed' });
            throw error;
          }
        },
      ],
    );
    return Object.fromEntries(watched) as Carrier;
  };
}
