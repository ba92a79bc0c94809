/** What is cycled through beside the level of the configuration. */
const MORE = ['debug', 'trace'];

/** The level after the current one: from the configured one to more and more, then back. */
export function nextLogLevel(current: string, configured: string): string {
  const levels = [configured, ...MORE.filter((level) => level !== configured)];
  return levels[(levels.indexOf(current) + 1) % levels.length] ?? configured;
}
