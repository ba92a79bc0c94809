import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import type { Words } from '../words/index.ts';

export type PasswordPageFault = keyof Words['password']['faults'];

export function passwordPage(context: ConsoleContext, fault: PasswordPageFault | null): Html {
  const { password } = context.words;
  const field = (name: string, label: string, complete: string) =>
    html`<label>${label} <input name="${name}" type="password" autocomplete="${complete}" required maxlength="200"></label>`;
  const content = html`
    <section class="card narrow">
      <h1>${password.title}</h1>
      ${context.user.mustChangePassword ? html`<p>${password.mustChange}</p>` : nothing}
      ${fault ? html`<p class="fault" role="alert">${password.faults[fault]}</p>` : nothing}
      <form method="post" action="/password">
        <input type="hidden" name="login" autocomplete="username" value="${context.user.login}">
        ${field('before', password.before, 'current-password')}
        ${field('password', password.chosen, 'new-password')}
        ${field('again', password.again, 'new-password')}
        <p class="quiet">${password.rule}</p>
        <button>${password.submit}</button>
      </form>
    </section>`;
  return layout(context, { title: password.title, content });
}
