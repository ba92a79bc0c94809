import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import { bareLayout } from '../layout.ts';
import type { Words } from '../words/index.ts';

export interface SignInForm {
  login: string;
  /** where to go afterwards */
  to: string;
  fault: 'refused' | 'locked' | 'expired' | 'ssoAway' | 'ssoRefused' | 'ssoFailed' | null;
  /** their session ended before a form was sent: what they typed there is lost, unless their browser gives it back (`assets/typed.js`) */
  isLost: boolean;
  practice: boolean;
  /** nobody has signed in here yet */
  isNew: boolean;
  /** what the company's own sign-in is called, if there is one */
  singleSignOn: string | null;
}

export function signInPage(words: Words, path: string, form: SignInForm): Html {
  const { signIn } = words;
  const isFirst = form.login === '' && form.singleSignOn === null;
  const content = html`
    <div class="card">
      <p class="brand"><img src="/assets/icon.svg" alt="" width="40" height="40"><span>${words.product}</span></p>
      <h1>${signIn.title}</h1>
      ${form.fault ? html`<p class="fault" role="alert">${faultText(words, form)}</p>` : nothing}
      ${form.isLost ? html`<p class="fault" role="alert" data-kept="${signIn.kept}" data-form="${signIn.keptForm}" data-text="${signIn.keptText}">${signIn.lost}</p>` : nothing}
      ${form.singleSignOn === null ? nothing : otherDoor(words, form, form.singleSignOn)}
      <form method="post" action="/sign-in">
        <input type="hidden" name="to" value="${form.to}">
        <label>${signIn.login}
          <input name="login" value="${form.login}" autocomplete="username" autocapitalize="none" spellcheck="false" required ${isFirst ? html`autofocus` : nothing}></label>
        <label>${signIn.password}
          <input name="password" type="password" autocomplete="current-password" required ${form.login === '' ? nothing : html`autofocus`}></label>
        <button ${form.singleSignOn === null ? nothing : html`class="quiet-button"`}>${signIn.submit}</button>
      </form>
      ${form.isNew ? html`<p class="quiet">${signIn.firstTime}</p>` : nothing}
      ${form.practice ? html`<p class="quiet">${signIn.practiceHint}</p>` : nothing}
    </div>`;
  return bareLayout(words, path, signIn.title, content);
}

function otherDoor({ singleSignOn: words }: Words, { to }: SignInForm, name: string): Html {
  return html`
    <p><a class="button wide" href="${address('/sign-in/sso', { to })}">${words.begin(name)}</a></p>
    <p class="or"><span>${words.orPassword}</span></p>`;
}

function faultText(words: Words, { fault, singleSignOn }: SignInForm): string {
  const name = singleSignOn ?? '';
  switch (fault) {
    case 'expired':
      return words.secondFactor.expired;
    case 'ssoAway':
      return words.singleSignOn.away(name);
    case 'ssoRefused':
      return words.singleSignOn.refused(name);
    case 'ssoFailed':
      return words.singleSignOn.failed(name);
    case 'locked':
      return words.signIn.locked;
    default:
      return words.signIn.refused;
  }
}
