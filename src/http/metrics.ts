import { METHODS } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Carrier } from '../carrier/carrier.ts';
import type { GateName } from '../carrier/gate.ts';
import type { Db } from '../db/database.ts';
import { HotlineError } from '../errors.ts';
import { keepFresh } from '../keep-fresh.ts';
import type { TimerKind } from '../timers.ts';
import { type Figures, readFigures } from './metrics-store.ts';

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
  '/practice',
  '/practice/carrier',
  '/registry/calendars',
  '/registry/customers',
  '/registry/plans',
  '/twilio',
  '/twilio/sms',
  '/twilio/voice',
]);
const OTHER = 'other';
/** More sets of labels than there are routes, methods and answers; whatever made more of them is counted together. */
const MAX_LABEL_SETS = 2_000;

/** The figures are the same for all who ask within so long. */
const FIGURES_MS = 5_000;

/** Seconds; the sweep looks every two, an alarm rings within one, and a page that is a minute late is an incident. */
const LATENESS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export interface Metrics {
  /** Takes the time of every request that passes through. */
  measure: RequestHandler;
  /** Takes note of how late a due work was begun. */
  onBegun(kind: TimerKind, lateMs: number): void;
  /** Takes note that a gate to the carrier had been shut for longer than can be. */
  onGateReset(gate: GateName): void;
  /** The same carrier, with every request to it counted by what came of it. */
  watch(carrier: Carrier): Carrier;
  contentType: string;
  /** Prometheus' text format. */
  write(): Promise<string>;
}

export interface MetricsParts {
  /** a connection of its own: whoever asks for figures must not keep a caller waiting */
  database: Db;
  now: () => Date;
  /** Whether rows could be written when that was last tried; left out: it is not tried. */
  isWritable?: () => boolean | null;
  /** tests want them anew each time */
  freshMs?: number;
}

/**
 * Figures for whoever watches the service, without anything personal in them. Those of the record are read when they
 * are asked for, once for all who ask; while the database is away they are left out, and `hotline_database_up` says why.
 */
export function createMetrics({ database, now, isWritable, freshMs = FIGURES_MS }: MetricsParts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const showFigures = createGauges(registry);
  if (isWritable) showWritable(registry, isWritable);
  const write = keepFresh(async () => {
    showFigures(await readFigures(database, now()).catch(() => null));
    return registry.metrics();
  }, freshMs);
  return {
    measure: measureRequests(registry),
    onBegun: measureLateness(registry),
    onGateReset: countGateResets(registry),
    watch: watchCarrier(registry),
    contentType: registry.contentType,
    write,
  };
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

function showWritable(registry: Registry, isWritable: () => boolean | null): void {
  new Gauge({
    name: 'hotline_database_writable',
    help: 'Whether rows could be written when that was last tried',
    registers: [registry],
    collect() {
      this.set(isWritable() ? 1 : 0);
    },
  });
}

function measureLateness(registry: Registry): Metrics['onBegun'] {
  const lateness = new Histogram({
    name: 'hotline_work_lateness_seconds',
    help: 'Time from when a work was due until it was begun',
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
  return (gate) => resets.inc({ gate });
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

/** @returns shows the figures of one moment; null: they could not be read */
function createGauges(registry: Registry): (figures: Figures | null) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge('hotline_database_up', 'Whether the figures of the record could be read');
  const tickets = gauge('hotline_tickets_unanswered', 'Tickets whose clock runs', ['severity', 'status']);
  const overdue = gauge('hotline_tickets_overdue', 'Tickets past their deadline without an answer');
  const left = gauge('hotline_tickets_unanswered_by_minutes_left', 'The same by the minutes left, at most', [
    'le',
  ]);
  const timers = gauge('hotline_timers_overdue', 'Work that is due and that nobody has begun');
  const oldest = gauge('hotline_timers_oldest_overdue_seconds', 'For how long the oldest of it has been due');
  const pages = gauge('hotline_pages_last_hour', 'Pages of the last hour by what came of them', [
    'channel',
    'status',
  ]);
  return (figures) => {
    up.set(figures ? 1 : 0);
    for (const counted of [tickets, pages, left]) counted.reset();
    for (const single of [overdue, timers, oldest]) single.remove();
    if (!figures) return;
    for (const { severity, status, count } of figures.tickets) tickets.set({ severity, status }, count);
    for (const { le, count } of figures.minutesLeft) left.set({ le }, count);
    overdue.set(figures.overdueTickets);
    timers.set(figures.overdueTimers);
    oldest.set(figures.oldestTimerSeconds);
    for (const { channel, status, count } of figures.pages) pages.set({ channel, status }, count);
  };
}
