import type { PushDevice } from '../../../domain/push/push-store.ts';
import type { OpenSession } from '../../../domain/users/session-store.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { sessionLine } from './session-line.ts';

/** Where somebody is signed in, and the way out everywhere. */
export function sessionsPage(
  context: ConsoleContext,
  { sessions, devices }: { sessions: readonly OpenSession[]; devices: readonly PushDevice[] },
  notice: string | null,
): Html {
  const { sessions: words } = context.words;
  const content = html`
    <section class="card narrow">
      <h1>${words.title}</h1>
      ${noticeView(notice)}
      <ul class="lines">${sessions.map((session) => html`<li>${sessionLine(context, session)}</li>`)}</ul>
      <p class="quiet">${words.hint}</p>
      <div class="buttons">
        ${sessions.length > 1 ? html`<form method="post" action="/sessions/end-others"><button>${words.endOthers}</button></form>` : nothing}
        <form method="post" action="/sessions/end"><button class="grave">${words.endAll}</button></form>
      </div>
    </section>
    ${devices.length > 0 ? devicesView(context, devices) : nothing}`;
  return layout(context, { title: words.title, content });
}

/** The devices that are notified, each with the way out. */
function devicesView({ words, format, now }: ConsoleContext, devices: readonly PushDevice[]): Html {
  const { notifications } = words.mine;
  const lines = devices.map(({ id, browser, createdAt, takenAt }) => {
    const name = browser ?? words.sessions.unknownBrowser;
    const last = takenAt === null ? notifications.never : notifications.last(format.moment(takenAt, now));
    return html`<li><p><b>${name}</b></p><p><small>${notifications.since(format.moment(createdAt, now))}, ${last}</small></p>
      <form method="post" action="/mine/push/remove"><input type="hidden" name="id" value="${id}"><button class="plain" aria-label="${notifications.removeNamed(name)}">${notifications.remove}</button></form></li>`;
  });
  return html`<section class="card narrow" aria-labelledby="devices-title"><h2 id="devices-title">${notifications.title}</h2><ul class="lines">${lines}</ul></section>`;
}
