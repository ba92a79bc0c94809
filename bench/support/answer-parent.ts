import { monitorEventLoopDelay } from 'node:perf_hooks';

/** By then a collection is over that only the measuring asked for. */
const COLLECTED_MS = 50;

/** The other end of `startChild`. @param close how to end in good order */
export function answerParent(close: () => Promise<unknown>): void {
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  process.on('message', () => {
    const worstPause = pauses.max / 1e6;
    const { user, system } = process.cpuUsage();
    const { active } = performance.eventLoopUtilization();
    // what nobody needs any more is not counted
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ cpu: (user + system) / 1_000, busy: active, rss, heap: heapUsed, worstPause });
    // the collection above is not the service's
    setTimeout(() => pauses.reset(), COLLECTED_MS);
  });
  process.once('disconnect', () => {
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  // Ctrl+C goes to the whole group: the parent ends us in its own order
  process.on('SIGINT', () => {});
  process.send?.('ready');
}
