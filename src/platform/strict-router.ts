import { Router, type RouterOptions } from 'express';

/**
 * A router that knows each path in one spelling only: by letter, and without a slash behind it. What is counted and logged
 * is the pattern that was met, and the prefix a router was mounted at is taken from the request: if `/Twilio/` were met as
 * well, whoever asks could make as many names as there are spellings. Express hands its own setting to no router below it:
 * https://expressjs.com/en/5x/api.html#express.router
 */
export function strictRouter(options: RouterOptions = {}): Router {
  return Router({ ...options, caseSensitive: true, strict: true });
}
