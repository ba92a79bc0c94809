import type { Request, RequestHandler } from 'express';
import { cookiesOf } from './session-cookie.ts';
import { LANGUAGES, type Words, wordsOf } from './words/index.ts';

const COOKIE = 'language';
const YEAR_MS = 365 * 24 * 60 * 60_000;

/** The language of whoever asks: what they chose, else what their browser prefers. */
export function languageOf(request: Request): Words {
  const chosen = cookiesOf(request)[COOKIE];
  const known = LANGUAGES.map(({ language }) => language);
  if (chosen !== undefined && known.includes(chosen)) return wordsOf(chosen);
  return wordsOf(request.acceptsLanguages(...known) || undefined);
}

/** `?lang=de` on any page: the choice is remembered, and the page is shown again without it. */
export function chooseLanguage({ secure }: { secure: boolean }): RequestHandler {
  return (request, response, next) => {
    const { lang, ...rest } = request.query;
    const chosen = LANGUAGES.find(({ language }) => language === lang);
    if (!chosen || request.method !== 'GET' || !isOwnPath(request.path)) {
      next();
      return;
    }
    response.cookie(COOKIE, chosen.language, {
      maxAge: YEAR_MS,
      sameSite: 'lax',
      secure,
      httpOnly: true,
      path: '/',
    });
    response.redirect(303, pathWith(request.path, rest));
  };
}

/** Whether a browser stays with us when it is sent there: two slashes, of whatever lean, lead to another host. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/[\t\r\n]/.test(path);
}

/** A path with the texts of a query. */
export function pathWith(path: string, query: Record<string, unknown>): string {
  const texts = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const search = new URLSearchParams(texts).toString();
  return search === '' ? path : `${path}?${search}`;
}
