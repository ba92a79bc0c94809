import { context, propagation, type Span, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { hideSecrets } from './hide-secrets.ts';

/** Asked all the time, and never part of a call. */
const NOT_TRACED = ['/healthz', '/callz', '/readyz', '/metrics'];

/**
 * Sends traces of requests, statements, requests to the carrier and due work to an OpenTelemetry collector. To be called
 * before anything else is loaded. Where to is read from OTEL_EXPORTER_OTLP_ENDPOINT and its kin by the exporter itself:
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 * Statements are sent without their values, addresses without their queries and secrets: those may hold numbers and names.
 * @returns sends what is left, and ends
 */
export function sendTraces(role: string): () => Promise<void> {
  register({ include: ['express', 'pg', 'pg-pool', 'http', 'https'] });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'priority-line',
      'service.instance.id': `${role}-${process.pid}`,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  // each is on from the moment it is made, and asks for the provider that is global by now
  new HttpInstrumentation({
    ignoreIncomingRequestHook: ({ url }) => NOT_TRACED.includes(url ?? ''),
    applyCustomAttributesOnSpan: hideQueries,
  });
  new ExpressInstrumentation({
    ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER],
  });
  new PgInstrumentation({ requireParentSpan: true });
  return () => provider.shutdown();
}

function hideQueries(span: Span): void {
  const { attributes = {} } = span as { attributes?: Record<string, unknown> };
  for (const name of ['url.full', 'url.path', 'http.url', 'http.target']) {
    const value = attributes[name];
    if (typeof value === 'string') span.setAttribute(name, hideSecrets(value.replace(/\?.*$/s, '')));
  }
  if ('url.query' in attributes) span.setAttribute('url.query', '');
}
