/** The other end of `startChild`. @param close how to end in good order */
export function answerParent(close: () => Promise<unknown>): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const { active } = performance.eventLoopUtilization();
    // what nobody needs any more is not counted
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ cpu: (user + system) / 1_000, busy: active, rss, heap: heapUsed });
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
