import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import type { Words } from '../words/index.ts';

export type PasswordPageFault = keyof Words['password']['faults'];

type Asked = 'before' | 'password' | 'again';

/** Which field a fault is about. */
const ABOUT: Record<PasswordPageFault, Asked> = {
  'too-short': 'password',
  'too-long': 'password',
  'same-as-before': 'password',
  'too-simple': 'password',
  'wrong-password': 'before',
  'not-the-same': 'again',
  locked: 'before',
};

export function passwordPage(context: ConsoleContext, fault: PasswordPageFault | null): Html {
  const { password } = context.words;
  const wrong = fault && ABOUT[fault];
  const field = (name: Asked, label: string, complete: string) =>
    html`<label>${label} <input name="${name}" type="password" autocomplete="${complete}" required maxlength="200" ${faultMarks(wrong === name)}></label>`;
  const content = html`
    <section class="card narrow">
      <h1>${password.title}</h1>
      ${context.user.mustChangePassword ? html`<p>${password.mustChange}</p>` : nothing}
      ${faultView(fault && password.faults[fault])}
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
