import { type Html, html, nothing } from '../html.ts';
import { bareLayout } from '../layout.ts';
import type { Words } from '../words/index.ts';

export interface SignInForm {
  login: string;
  /** where to go afterwards */
  to: string;
  fault: 'refused' | 'locked' | 'expired' | null;
  practice: boolean;
  /** nobody has signed in here yet */
  isNew: boolean;
}

export function signInPage(words: Words, path: string, form: SignInForm): Html {
  const { signIn, secondFactor } = words;
  const faults = { refused: signIn.refused, locked: signIn.locked, expired: secondFactor.expired };
  const content = html`
    <div class="card">
      <p class="brand"><img src="/assets/icon.svg" alt="" width="40" height="40"><span>${words.product}</span></p>
      <h1>${signIn.title}</h1>
      ${form.fault ? html`<p class="fault" role="alert">${faults[form.fault]}</p>` : nothing}
      <form method="post" action="/sign-in">
        <input type="hidden" name="to" value="${form.to}">
        <label>${signIn.login}
          <input name="login" value="${form.login}" autocomplete="username" autocapitalize="none" spellcheck="false" required ${form.login === '' ? html`autofocus` : nothing}></label>
        <label>${signIn.password}
          <input name="password" type="password" autocomplete="current-password" required ${form.login === '' ? nothing : html`autofocus`}></label>
        <button>${signIn.submit}</button>
      </form>
      ${form.isNew ? html`<p class="quiet">${signIn.firstTime}</p>` : nothing}
      ${form.practice ? html`<p class="quiet">${signIn.practiceHint} <a href="/practice/">${signIn.practiceLink}</a></p>` : nothing}
    </div>`;
  return bareLayout(words, path, signIn.title, content);
}
