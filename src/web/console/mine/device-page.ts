import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { phoneLayout } from '../layout.ts';
import { sayPhone } from '../phone-view.ts';
import type { Words } from '../words/index.ts';
import { appLayout } from './app-layout.ts';

/** How the app is installed, and whether this device is notified. */
export function devicePage(context: ConsoleContext, pushKey: string): Html {
  const { user } = context;
  const { mine, nav, readiness } = context.words;
  const content = html`
    <h1>${mine.deviceTitle}</h1>
    <section class="card" aria-labelledby="push-title"><h2 id="push-title">${mine.push}</h2>
      <p>${mine.pushText}</p>
      <noscript><p class="quiet">${mine.pushWithoutScript}</p></noscript>
      <div id="push" class="thumb" data-on="${mine.pushOn}" data-off="${mine.pushOff}" data-keep>
        <p role="status" data-is-on="${mine.pushIsOn}" data-blocked="${mine.pushBlocked}" data-unknown="${mine.pushUnknown}" data-failed="${mine.pushFailed}"></p>
        <button type="button" hidden>${mine.pushOn}</button>
      </div>
      <p class="quiet">${mine.pushApple}</p>
    </section>
    <section class="card" aria-labelledby="install-title"><h2 id="install-title">${mine.install}</h2>
      <ul class="lines"><li><p>${mine.installAndroid}</p></li><li><p>${mine.installApple}</p></li></ul>
    </section>
    ${user.engineer === null ? nothing : html`<p><a href="${address('/readiness/:key', { key: user.engineer })}">${readiness.title}</a></p>`}
    <p><a href="/sessions">${mine.sessions}</a></p>
    <p><a href="/">${mine.board}</a></p>
    <form method="post" action="/sign-out"><button class="quiet-button">${nav.signOut}</button></form>`;
  return appLayout(context, { title: mine.deviceTitle, content, tab: 'device', pushKey });
}

/** What the app shows where nothing of ours can be reached. It is kept on the device, so nobody's data stands in it. */
export function offlinePage(words: Words, hotline: string): Html {
  const { mine } = words;
  const content = html`
    <h1>${mine.offline}</h1>
    <p>${mine.offlineText}</p>
    <p class="thumb"><a class="button" href="tel:${hotline}">${mine.offlineCall}</a></p>
    <p class="digits">${sayPhone(hotline)}</p>
    <p class="thumb"><a class="button quiet-button" href="sms:${hotline}">${mine.offlineSms}</a></p>
    <p class="quiet">${mine.offlineOrders}</p>
    <p><a href="/mine">${mine.retry}</a></p>`;
  return phoneLayout(words, { title: mine.offline, content });
}
