import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { type TypedUser, type UserFault, userFields } from './user-form.ts';

export function addUserPage(
  context: ConsoleContext,
  typed: TypedUser,
  engineers: readonly Engineer[],
  fault: UserFault | null,
): Html {
  const words = context.words.users;
  const content = html`
    ${backTo('/users', words.title)}
    <section class="card form">
      <h1>${words.addTitle}</h1>
      ${fault ? html`<p class="fault" role="alert">${words.faults[fault]}</p>` : nothing}
      <form method="post" action="/users">
        <label>${words.login}<input name="login" value="${typed.login}" maxlength="100" required autocapitalize="none" spellcheck="false" autocomplete="off">
          <small>${words.loginHint}</small></label>
        ${userFields(context, typed, engineers, false)}
        <button>${words.submit}</button>
      </form>
    </section>`;
  return layout(context, { title: words.addTitle, content, place: 'users', style: 'users' });
}
