import type { RequestHandler } from 'express';
import { limitRequests } from '../../limit-requests.ts';
import { sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { languageOf } from '../language.ts';
import { plainMessagePage } from '../message-page.ts';
import { createDoorstep } from './doorstep.ts';

/**
 * Each try costs a slow hash: a source that tries too often waits, whatever it tries. A browser that is known for the login
 * is a source of its own: neighbours who try hold nobody up there.
 */
export function limitSignIns(deps: ConsoleDeps): RequestHandler {
  const doorstep = createDoorstep(deps);
  return limitRequests({
    perMinute: deps.signInsPerMinute,
    log: deps.log,
    whoAsks: (request) => doorstep.from(request, textOf(request.body, 'login')).source,
    refuse(request, response) {
      const words = languageOf(request);
      const { tooMany, tooManyText } = words.signIn;
      sendHtml(response, plainMessagePage(words, '/sign-in', tooMany, tooManyText), 429);
    },
  });
}
