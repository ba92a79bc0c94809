import { monitorEventLoopDelay } from 'node:perf_hooks';

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
    pauses.reset();
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
