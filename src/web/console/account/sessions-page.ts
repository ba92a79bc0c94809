import type { OpenSession } from '../../../domain/users/session-store.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { sessionLine } from './session-line.ts';

/** Where somebody is signed in, and the way out everywhere. */
export function sessionsPage(
  context: ConsoleContext,
  sessions: readonly OpenSession[],
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
    </section>`;
  return layout(context, { title: words.title, content });
}
