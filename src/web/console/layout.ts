import { may, type Right } from '../../domain/users/user.ts';
import type { ConsoleContext } from './context.ts';
import { nextStepView } from './first-steps/next-step.ts';
import { type Html, html, nothing } from './html.ts';
import { isOwnPath } from './language.ts';
import { LANGUAGES, type Words } from './words/index.ts';

/** The main menu: where an entry leads, and who sees it; null: every user. What is seldom needed is behind the name. */
const MENU = [
  { place: 'board', href: '/', right: null },
  { place: 'tickets', href: '/tickets', right: null },
  { place: 'calls', href: '/calls', right: null },
  { place: 'figures', href: '/figures', right: null },
  { place: 'registry', href: '/registry', right: null },
] as const satisfies readonly Entry[];

const ADMINISTRATION = [
  { place: 'audit', href: '/audit', right: 'audit' },
  { place: 'users', href: '/users', right: 'users' },
  { place: 'privacy', href: '/privacy', right: 'privacy' },
] as const satisfies readonly Entry[];

interface Entry {
  place: string;
  href: string;
  right: Right | null;
}

type Place = (typeof MENU | typeof ADMINISTRATION)[number]['place'];

export interface Frame {
  title: string;
  content: Html;
  /** which entry of the main menu the page belongs to */
  place?: Place | undefined;
  /** a style sheet of its own beside the common one: `assets/<name>.css` */
  style?: string;
  /** a script of its own: `assets/<name>.js`; the page reads just as well without it */
  script?: string;
  /** the instant the page tells of, if clocks run in it */
  clocksFrom?: Date;
  /** a page that keeps itself up to date; without scripts it is loaded again now and then, or after so many seconds */
  live?: boolean | number;
  /** whose page it is, by their id: what they type comes back to nobody else */
  user?: string;
  /** nothing that searches the web is to find it */
  isHidden?: boolean;
  /** further elements of its head */
  head?: Html;
}

/** A page for somebody who is signed in. */
export function layout(context: ConsoleContext, frame: Frame): Html {
  const { words } = context;
  const header = html`
    <header class="top">
      <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="28" height="28"><span>${words.product}</span></a>
      ${context.dueFirst === null ? mainMenu(context, frame.place) : nothing}
      <div class="me">
        ${context.dueFirst === null ? html`<a class="find" href="/search" aria-keyshortcuts="Control+K Meta+K">${words.search.title} <kbd>${words.search.keys}</kbd></a>` : nothing}
        ${languageLinks(words, context.path)}
        ${account(context, frame.place)}
      </div>
    </header>`;
  return shell(
    words,
    { ...frame, user: context.user.id },
    html`${header}<main id="content" tabindex="-1">${nextStepView(context, context.nextStep)}${frame.content}</main>${context.dueFirst === null ? searchDialog(words) : nothing}`,
  );
}

/** Opened by a script; without one the link in the header leads to a page. */
function searchDialog({ search }: Words): Html {
  return html`
    <dialog id="search" aria-label="${search.label}">
      <form method="get" action="/search" role="search">
        <label><span class="hidden">${search.label}</span><input type="search" name="q" maxlength="200" autocomplete="off" placeholder="${search.hint}"></label>
      </form>
      <div class="hits" aria-live="polite"></div>
    </dialog>
    <script type="module" src="/assets/search.js"></script>`;
}

function menuLinks(
  { words, user }: ConsoleContext,
  entries: typeof MENU | typeof ADMINISTRATION,
  current: Place | undefined,
): Html[] {
  return entries
    .filter(({ right }) => right === null || may(user, right))
    .map(
      ({ place, href }) =>
        html`<a href="${href}" ${current === place ? html`aria-current="page"` : nothing}>${words.nav[place]}</a>`,
    );
}

function mainMenu(context: ConsoleContext, current: Place | undefined): Html {
  const { words, practice, user } = context;
  return html`
    <nav aria-label="${words.nav.mainMenu}">
      ${menuLinks(context, MENU, current)}
      ${user.engineer === null ? nothing : html`<a href="/mine">${words.nav.mine}</a>`}
      ${practice ? html`<a href="/practice/">${words.nav.practice}</a>` : nothing}
    </nav>`;
}

/** Whoever has to choose a password or set up a second factor first is offered no other way than out. */
function account(context: ConsoleContext, current: Place | undefined): Html {
  const { words, user, dueFirst } = context;
  const signOut = html`<form method="post" action="/sign-out"><button class="plain">${words.nav.signOut}</button></form>`;
  if (dueFirst !== null) return signOut;
  return html`
    <details class="account">
      <summary aria-label="${words.nav.account}: ${user.name}"><span>${user.name}</span></summary>
      <div>
        <p>${user.name}<br><small>${words.roles[user.role]}</small></p>
        <a href="/shifts">${words.shifts.title}</a>
        ${menuLinks(context, ADMINISTRATION, current)}
        <a href="/sessions">${words.nav.sessions}</a>
        <a href="/password">${words.nav.password}</a>
        <a href="/two-factor">${words.nav.secondFactor}</a>
        ${signOut}
      </div>
    </details>`;
}

/** A page for somebody who is not signed in. */
export function bareLayout(words: Words, path: string, title: string, content: Html): Html {
  const body = html`<main id="content" class="door" tabindex="-1">${content}${languageLinks(words, path)}</main>`;
  return shell(words, { title }, body);
}

/** A page for a screen that nobody sits at: no menu, and no way on. */
export function wallLayout(words: Words, frame: Frame): Html {
  return shell(words, frame, html`<main id="content" class="wall" tabindex="-1">${frame.content}</main>`);
}

/** A page for whoever has not signed in, on a phone. */
export function phoneLayout(words: ShellWords, frame: Frame): Html {
  const body = html`<main id="content" class="app" tabindex="-1">${frame.content}</main>`;
  return shell(words, { ...frame, style: 'app', isHidden: true }, body);
}

/** What every page needs of a language. */
type ShellWords = Pick<Words, 'language' | 'product'> & { nav: Pick<Words['nav'], 'skip'> };

/** A page without scripts is loaded again this often, seconds. */
const AGAIN_S = 30;

/** The document around a page. */
export function shell(
  words: ShellWords,
  { title, style, script, live, clocksFrom, user, isHidden, head }: Omit<Frame, 'content'>,
  body: Html,
): Html {
  const instant = clocksFrom ? html` data-now="${clocksFrom.getTime()}"` : nothing;
  const whose = user === undefined ? nothing : html` data-user="${user}"`;
  return html`<!doctype html>
<html lang="${words.language}"${instant}${whose}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · ${words.product}</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/console.css">
    ${style ? html`<link rel="stylesheet" href="/assets/${style}.css">` : nothing}
    <script type="module" src="/assets/once.js"></script>
    <script type="module" src="/assets/typed.js"></script>
    ${clocksFrom ? html`<script type="module" src="/assets/console.js"></script>` : nothing}
    ${script ? html`<script type="module" src="/assets/${script}.js"></script>` : nothing}
    ${head ?? nothing}
    ${isHidden ? html`<meta name="robots" content="noindex, nofollow">` : nothing}
    ${live ? html`<noscript><meta http-equiv="refresh" content="${live === true ? AGAIN_S : live}"></noscript>` : nothing}
  </head>
  <body>
    <a class="skip" href="#content">${words.nav.skip}</a>
    ${body}
  </body>
</html>
`;
}

function languageLinks(words: Words, path: string): Html {
  const links = LANGUAGES.map(({ language, name }) =>
    language === words.language
      ? html`<span aria-current="true" lang="${language}" title="${name}">${language.toUpperCase()}</span>`
      : html`<a href="${withLanguage(path, language)}" lang="${language}" hreflang="${language}" title="${name}">${language.toUpperCase()}</a>`,
  );
  return html`<nav class="languages" aria-label="${words.nav.languageMenu}">${links}</nav>`;
}

/** A link to the same page; never one that leads away, whatever address was asked for. */
function withLanguage(path: string, language: string): string {
  const [pathname = '/', query] = (isOwnPath(path) ? path : '/').split('?', 2);
  const search = new URLSearchParams(query);
  search.set('lang', language);
  return `${pathname}?${search}`;
}
