import type { Request, Response } from 'express';
import { ANSWERED, type Answer } from './route.ts';

interface Pressed {
  answer: Answer;
  cookies: ReturnType<Response['getHeader']>;
}

/**
 * A button that is pressed again while its first press is under way gets the answer of the first: a browser shows the last, and the
 * form is acted on once. Where scripts run, `once.js` holds the second press back.
 */
export function createPresses(): (
  at: { request: Request; response: Response },
  act: () => Promise<Answer>,
) => Promise<Answer> {
  const underWay = new Map<string, Promise<Pressed>>();
  return async ({ request, response }, act) => {
    // a file is read by whoever takes it: what two forms with files say is not known here
    if (request.method !== 'POST' || request.is('multipart/form-data')) return act();
    const key = JSON.stringify([request.headers.cookie, request.originalUrl, request.body]);
    const first = await underWay.get(key);
    if (first && canBeShared(first.answer)) {
      if (first.cookies !== undefined) response.setHeader('set-cookie', first.cookies);
      return first.answer;
    }
    const press = act().then((answer) => ({ answer, cookies: response.getHeader('set-cookie') }));
    underWay.set(key, press);
    try {
      return (await press).answer;
    } finally {
      if (underWay.get(key) === press) underWay.delete(key);
    }
  };
}

/** A file that is read as it is sent can be sent once, and what a handler has sent itself is gone. */
function canBeShared(answer: Answer): boolean {
  if (answer === ANSWERED) return false;
  return !('file' in answer) || typeof answer.file.body === 'string';
}
