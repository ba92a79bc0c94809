/** The other end of `startChild`. @param close how to end in good order */
export function answerParent(close: () => Promise<unknown>): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const { active } = performance.eventLoopUtilization();
    process.send?.({ cpu: (user + system) / 1_000, busy: active });
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
