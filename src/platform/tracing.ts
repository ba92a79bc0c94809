import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';

/** Without an exporter set up (see `export-traces.ts`) all of this does nothing, and costs nothing. */
const tracer = trace.getTracer('priority-line');

/** The name by which what is being done now can be followed elsewhere, or null: https://www.w3.org/TR/trace-context/ */
export function currentTrace(): string | null {
  const carried: { traceparent?: string } = {};
  propagation.inject(context.active(), carried);
  return carried.traceparent ?? null;
}

/** What log lines name a trace by. */
export function traceOfLog(): { traceId: string } | undefined {
  const span = trace.getActiveSpan();
  return span ? { traceId: span.spanContext().traceId } : undefined;
}

/** Does something as the continuation of what wished for it, in another process perhaps. */
export async function following<T>(
  wishedBy: string | null,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const before =
    wishedBy === null ? context.active() : propagation.extract(context.active(), { traceparent: wishedBy });
  return tracer.startActiveSpan(name, {}, before, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
      throw error;
    } finally {
      span.end();
    }
  });
}
