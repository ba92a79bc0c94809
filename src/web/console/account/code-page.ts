import { faultMarks, faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { bareLayout } from '../layout.ts';
import type { Words } from '../words/index.ts';

export type CodeFault = keyof Words['secondFactor']['faults'];

/** The second step of signing in. @param to where to go afterwards */
export function codePage(words: Words, path: string, to: string, fault: CodeFault | null): Html {
  const { secondFactor } = words;
  const content = html`
    <div class="card">
      <p class="brand"><img src="/assets/icon.svg" alt="" width="40" height="40"><span>${words.product}</span></p>
      <h1>${secondFactor.codeTitle}</h1>
      ${faultView(fault && secondFactor.faults[fault])}
      <p>${secondFactor.codeText}</p>
      <form method="post" action="/sign-in/code">
        <input type="hidden" name="to" value="${to}">
        ${codeField(words, true, fault !== null)}
        <button>${secondFactor.submit}</button>
      </form>
      <p class="quiet">${secondFactor.codeOr}</p>
      <p><a href="/sign-in">${secondFactor.again}</a></p>
    </div>`;
  return bareLayout(words, path, secondFactor.codeTitle, content);
}

export function codeField({ secondFactor }: Words, autofocus: boolean, isWrong: boolean): Html {
  return html`<label>${secondFactor.code}
    <input class="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required ${autofocus ? html`autofocus` : nothing} ${faultMarks(isWrong)}></label>`;
}
