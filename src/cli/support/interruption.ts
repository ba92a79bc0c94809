/** Ctrl-C, a supervisor of processes that asks for the end, and a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when one of them asks for the end; how the command ends then is its own. */
export function interruption(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve('interrupted'));
  });
}

/**
 * Whoever stops the command stops it: but first what would outlive it is ended. Nothing for a command that ends by itself
 * when it is interrupted.
 * @returns there is nothing to be ended any more
 */
export function endWhenInterrupted(end: () => Promise<void>): () => void {
  const ours = SIGNALS.filter((signal) => process.listenerCount(signal) === 0);
  const stop = (signal: NodeJS.Signals) => {
    for (const one of ours) process.off(one, stop);
    // the signal ends the process, as it would have done; pressed once more, it does so at once
    void end()
      .catch(() => {})
      .then(() => process.kill(process.pid, signal));
  };
  for (const signal of ours) process.on(signal, stop);
  return () => {
    for (const signal of ours) process.off(signal, stop);
  };
}
