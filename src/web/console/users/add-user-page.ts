import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
import { type Html, html } from '../html.ts';
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
      ${faultView(fault && words.faults[fault])}
      <form method="post" action="/users">
        <label>${words.login}<input name="login" value="${typed.login}" maxlength="100" required autocapitalize="none" spellcheck="false" autocomplete="off" ${faultMarks(fault === 'bad-login' || fault === 'login-taken')}>
          <small>${words.loginHint}</small></label>
        ${userFields(context, { typed, engineers, keepsRole: false, fault })}
        <button>${words.submit}</button>
      </form>
    </section>`;
  return layout(context, { title: words.addTitle, content, place: 'users', style: 'users' });
}
