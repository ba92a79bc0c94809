import type { RequestHandler } from 'express';
import { limitRequests } from '../../http/limit-requests.ts';
import { languageOf } from '../language.ts';
import { plainMessagePage } from '../message-page.ts';
import type { ConsoleParts } from '../parts.ts';
import { sendPage } from '../visit.ts';

/** Each try costs a slow hash: a source that tries too often waits, whatever it tries. */
export function limitSignIns({ signInsPerMinute, log }: ConsoleParts): RequestHandler {
  return limitRequests({
    perMinute: signInsPerMinute,
    log,
    refuse(request, response) {
      const words = languageOf(request);
      const { tooMany, tooManyText } = words.signIn;
      sendPage(response, plainMessagePage(words, '/sign-in', tooMany, tooManyText), 429);
    },
  });
}
