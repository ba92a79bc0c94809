import type { WallLink } from '../../../domain/users/wall-link-store.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { secretShownPage } from '../secret-shown-page.ts';
import type { Words } from '../words/index.ts';

export type WallFault = keyof Words['walls']['faults'];

export interface WallLinkList {
  links: readonly WallLink[];
  typed: string;
  fault: WallFault | null;
  /** what was just done */
  notice: string | null;
}

/** Every link there is, and a form for one more. */
export function wallLinksPage(context: ConsoleContext, page: WallLinkList): Html {
  const words = context.words.walls;
  const heads = [words.name, words.lastUsed].map((head) => html`<th scope="col">${head}</th>`);
  const table = html`
    <div class="card table users"><table><caption class="hidden">${words.title}</caption>
      <thead><tr>${heads}<th scope="col"><span class="hidden">${words.revoke}</span></th></tr></thead>
      <tbody>${page.links.map((link) => row(context, link))}</tbody></table></div>`;
  const content = html`
    ${backTo('/users', context.words.users.title)}
    <div class="page-title"><h1>${words.title}</h1><p>${words.intro}</p></div>
    ${noticeView(page.notice)}
    <div class="user">
      ${page.links.length === 0 ? html`<p class="empty card">${words.none}</p>` : table}
      ${addCard(words, page)}
    </div>`;
  return layout(context, { title: words.title, content, place: 'users', style: 'users' });
}

function row({ words: { walls }, format, now }: ConsoleContext, link: WallLink): Html {
  const { name, ending, createdBy, createdAt, lastUsedAt } = link;
  return html`
    <tr>
      <td><b>${name}</b><small>…${ending}, ${walls.by(createdBy, format.moment(createdAt, now))}</small></td>
      <td class="digits" data-label="${walls.lastUsed}">${
        lastUsedAt === null
          ? html`<span class="quiet">${walls.never}</span>`
          : html`<time datetime="${lastUsedAt.toISOString()}">${format.moment(lastUsedAt, now)}</time>`
      }</td>
      <td><form method="post" action="/users/walls/revoke"><input type="hidden" name="name" value="${name}">
        <button class="plain" aria-label="${walls.revokeNamed(name)}">${walls.revoke}</button></form></td>
    </tr>`;
}

function addCard(words: Words['walls'], { typed, fault }: WallLinkList): Html {
  return html`
    <section class="card" aria-labelledby="add-title">
      <h2 id="add-title">${words.addTitle}</h2>
      ${faultView(fault && words.faults[fault])}
      <form method="post" action="/users/walls">
        <label>${words.name}<input name="name" value="${typed}" maxlength="50" required autocomplete="off" ${faultMarks(fault !== null)}>
          <small>${words.nameHint}</small></label>
        <button>${words.add}</button>
      </form>
    </section>`;
}

/** The one time a link is shown. */
export function wallLinkShownPage(context: ConsoleContext, name: string, link: string): Html {
  const { shownTitle, shownText, shownOnce } = context.words.walls;
  const { done } = context.words.tokens;
  const around = { title: shownTitle, text: shownText, once: shownOnce, done, back: '/users/walls' };
  return secretShownPage(context, { ...around, label: name, secret: link, isLink: true }, 'users');
}
