import type { User } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { copyButton } from '../copy-view.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';

/** The one time a one-time password is shown. */
export function passwordShownPage(
  context: ConsoleContext,
  { id, login, name }: Pick<User, 'id' | 'login' | 'name'>,
  password: string,
): Html {
  const words = context.words.users;
  const content = html`
    <section class="card narrow">
      <h1>${words.shownTitle}</h1>
      <p>${words.shownText(name)}</p>
      <dl class="secret">
        <div><dt>${words.login}</dt><dd>${login}</dd></div>
        <div><dt>${words.shownTitle}</dt><dd>${password}</dd></div>
      </dl>
      <p>${copyButton(context.words, password)}</p>
      <p class="warning">${words.shownOnce}</p>
      <p><a class="button" href="${address('/users/:id', { id })}">${words.done}</a></p>
    </section>`;
  return layout(context, {
    title: words.shownTitle,
    content,
    place: 'users',
    style: 'users',
    script: 'copy',
  });
}
