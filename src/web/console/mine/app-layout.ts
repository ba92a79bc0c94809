import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { type Frame, shell } from '../layout.ts';

/** The sections of the app, in the order in which they stand under the thumb. */
const TABS = [
  { tab: 'tickets', href: address('/mine') },
  { tab: 'onCall', href: address('/mine/on-call') },
  { tab: 'shifts', href: address('/mine/shifts') },
  { tab: 'device', href: address('/mine/device') },
] as const;

export type AppTab = (typeof TABS)[number]['tab'];

export interface AppFrame extends Pick<Frame, 'title' | 'content' | 'live' | 'style'> {
  tab: AppTab;
  /** by which browsers subscribe to notifications of ours; null: there are none */
  pushKey: string | null;
}

/** A page of the engineers' app: one column, and the sections at the bottom of the screen. */
export function appLayout(context: ConsoleContext, { tab, pushKey, content, ...frame }: AppFrame): Html {
  const { words, user, now } = context;
  const links = TABS.map(
    (one) =>
      html`<a href="${one.href}" ${one.tab === tab ? html`aria-current="page"` : nothing}>${words.mine.tabs[one.tab]}</a>`,
  );
  const body = html`
    <header class="app-top">
      <a class="brand" href="/mine"><img src="/assets/icon.svg" alt="" width="24" height="24"><span>${words.product}</span></a>
      <span class="quiet">${user.name}</span>
    </header>
    <p class="fault" id="stale" role="status" hidden>${words.mine.stale}</p>
    <main id="content" class="app" tabindex="-1">${content}</main>
    <nav class="tabs" aria-label="${words.mine.tabsLabel}">${links}</nav>`;
  const head = appHead(pushKey);
  return shell(words, { ...frame, head, script: 'app', clocksFrom: now, user: user.id }, body);
}

/** What makes a page one of an app that can be installed: https://www.w3.org/TR/appmanifest/ */
function appHead(pushKey: string | null): Html {
  return html`<link rel="manifest" href="/assets/app.webmanifest">
    <link rel="apple-touch-icon" href="/assets/icon-apple.png">
    <meta name="theme-color" content="#0f766e">
    <link rel="stylesheet" href="/assets/app.css">
    ${pushKey === null ? nothing : html`<meta name="push-key" content="${pushKey}">`}`;
}
