/** What an error is answered by: the status of a malformed request, which whoever read it names, or 500: our own fault. */
export function errorStatus(error: unknown): number {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
