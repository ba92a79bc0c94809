import { MAX_DAYS, SCOPES } from '../../../domain/users/api-token.ts';
import type { ListedToken } from '../../../domain/users/api-token-store.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { secretShownPage } from '../secret-shown-page.ts';
import type { Words } from '../words/index.ts';

export type TokenFault = keyof Words['tokens']['faults'];

export interface TypedToken {
  name: string;
  scopes: readonly string[];
  days: string;
}

export interface TokenList {
  tokens: readonly ListedToken[];
  typed: TypedToken;
  fault: TokenFault | null;
  /** what was just done */
  notice: string | null;
}

/** Every token there is, and a form for one more. */
export function tokenListPage(context: ConsoleContext, page: TokenList): Html {
  const words = context.words.tokens;
  const heads = [words.name, words.scopes, words.lastUsed, words.expires].map(
    (head) => html`<th scope="col">${head}</th>`,
  );
  const content = html`
    ${backTo('/users', context.words.users.title)}
    <div class="page-title"><h1>${words.title}</h1><p>${words.intro}</p></div>
    ${noticeView(page.notice)}
    <div class="user">
      ${
        page.tokens.length === 0
          ? html`<p class="empty card">${words.none}</p>`
          : html`<div class="card table users"><table><caption class="hidden">${words.title}</caption>
            <thead><tr>${heads}<th scope="col"><span class="hidden">${words.revoke}</span></th></tr></thead>
            <tbody>${page.tokens.map((token) => row(context, token))}</tbody></table></div>`
      }
      ${addCard(context, page)}
    </div>`;
  return layout(context, { title: words.title, content, place: 'users', style: 'users' });
}

function row(context: ConsoleContext, token: ListedToken): Html {
  const { format, now } = context;
  const words = context.words.tokens;
  const isOver = token.expiresAt <= now;
  return html`
    <tr>
      <td><b>${token.name}</b><small>…${token.ending}, ${words.by(token.createdBy)}</small></td>
      <td><span class="pills">${token.scopes.map((scope) => html`<span class="pill calm">${scope}</span>`)}</span></td>
      <td class="digits" data-label="${words.lastUsed}">${
        token.lastUsedAt === null
          ? html`<span class="quiet">${words.never}</span>`
          : html`<time datetime="${token.lastUsedAt.toISOString()}">${format.moment(token.lastUsedAt, now)}</time>`
      }</td>
      <td class="digits" data-label="${words.expires}">${
        isOver
          ? html`<span class="pill missed">${words.expired}</span>`
          : html`<time datetime="${token.expiresAt.toISOString()}">${format.date(token.expiresAt)}</time>`
      }</td>
      <td><form method="post" action="/users/tokens/revoke"><input type="hidden" name="name" value="${token.name}">
        <button class="plain" aria-label="${words.revokeNamed(token.name)}">${words.revoke}</button></form></td>
    </tr>`;
}

function addCard(context: ConsoleContext, { typed, fault }: TokenList): Html {
  const words = context.words.tokens;
  const scopes = SCOPES.map(
    (scope) => html`
      <label class="choice"><input type="checkbox" name="scope" value="${scope}" ${typed.scopes.includes(scope) ? html`checked` : nothing}>
        <span>${scope}<small>${words.scope[scope]}</small></span></label>`,
  );
  return html`
    <section class="card" aria-labelledby="add-title">
      <h2 id="add-title">${words.addTitle}</h2>
      ${faultView(fault && words.faults[fault])}
      <form method="post" action="/users/tokens">
        <label>${words.name}<input name="name" value="${typed.name}" maxlength="50" required autocomplete="off" ${faultMarks(fault === 'bad-name' || fault === 'name-taken')}>
          <small>${words.nameHint}</small></label>
        <fieldset class="roles" ${fault === 'no-scope' ? html`aria-describedby="fault"` : nothing}><legend>${words.scopes}</legend>${scopes}</fieldset>
        <label>${words.days}<input name="days" value="${typed.days}" type="number" min="1" max="${MAX_DAYS}" required ${faultMarks(fault === 'bad-days')}></label>
        <button>${words.add}</button>
      </form>
    </section>`;
}

/** The one time a token is shown. */
export function tokenShownPage(context: ConsoleContext, name: string, token: string): Html {
  const { shownTitle, shownText, shownOnce, done } = context.words.tokens;
  const around = { title: shownTitle, text: shownText(name), once: shownOnce, done, back: '/users/tokens' };
  return secretShownPage(context, { ...around, label: name, secret: token }, 'users');
}
