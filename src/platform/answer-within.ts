/** @throws Error when it takes longer than so many milliseconds */
export async function answerWithin<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether somebody says yes, and in time. Whoever fails has not. */
export async function saysYesWithin(ms: number, ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await answerWithin(ms, ask());
  } catch {
    return false;
  }
}
