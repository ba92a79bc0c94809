import { encodeQR } from 'qr';
import type { ConsoleContext } from '../context.ts';
import { faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { type CodeFault, codeField } from './code-page.ts';

export interface SecondFactorPage {
  required: boolean;
  /** how many recovery codes are left */
  codesLeft: number;
  fault: CodeFault | null;
  /** what was just done, in words */
  notice: string | null;
}

/** One's own second factor: whether there is one, and what can be done about it. */
export function secondFactorPage(context: ConsoleContext, page: SecondFactorPage): Html {
  const { words, user } = context;
  const { secondFactor } = words;
  const pill = user.hasSecondFactor
    ? html`<span class="pill fine">${secondFactor.on}</span>`
    : html`<span class="pill calm">${secondFactor.off}</span>`;
  const content = html`
    <section class="card narrow">
      <h1>${secondFactor.title} ${user.hasPassword ? pill : nothing}</h1>
      ${faultView(page.fault && secondFactor.faults[page.fault])}
      ${noticeView(page.notice)}
      ${user.hasPassword ? (user.hasSecondFactor ? standing(context, page) : missing(context, page)) : html`<p>${secondFactor.none}</p>`}
    </section>`;
  return layout(context, { title: secondFactor.title, content, style: 'users' });
}

function missing({ words: { secondFactor } }: ConsoleContext, { required }: SecondFactorPage): Html {
  return html`
    ${required ? html`<p class="warning">${secondFactor.required}</p>` : nothing}
    <p>${secondFactor.offText}</p>
    <form method="post" action="/two-factor/set-up"><button>${secondFactor.begin}</button></form>`;
}

function standing({ words }: ConsoleContext, { required, codesLeft, fault }: SecondFactorPage): Html {
  const { secondFactor } = words;
  return html`
    <p>${secondFactor.onText} ${secondFactor.codesLeft(codesLeft)}</p>
    <h2>${secondFactor.change}</h2>
    <p class="quiet">${secondFactor.changeHint}</p>
    <form method="post" action="/two-factor/recovery-codes">
      ${codeField(words, false, fault !== null)}
      <button>${secondFactor.renew}</button>
      ${
        required
          ? html`<p class="quiet">${secondFactor.requiredKept}</p>`
          : html`<button class="grave" formaction="/two-factor/remove">${secondFactor.remove}</button>`
      }
    </form>`;
}

/** The secret for the app, as a picture and as a key. @param uri what the picture says */
export function setUpPage(
  context: ConsoleContext,
  { secret, uri }: { secret: string; uri: string },
  fault: CodeFault | null,
): Html {
  const { words } = context;
  const { secondFactor } = words;
  // made of squares alone: nothing in it was typed by anybody
  const picture = html.raw`${encodeQR(uri, 'svg', { ecc: 'medium', border: 4 })}`;
  const content = html`
    <section class="card narrow">
      <h1>${secondFactor.setUpTitle}</h1>
      ${faultView(fault && secondFactor.faults[fault])}
      <p>${secondFactor.scan}</p>
      <div class="qr" role="img" aria-label="${secondFactor.qrLabel}">${picture}</div>
      <p class="quiet">${secondFactor.byHand} <code class="key">${inGroups(secret)}</code></p>
      <p>${secondFactor.prove}</p>
      <form method="post" action="/two-factor/confirm">
        ${codeField(words, fault !== null, fault !== null)}
        <button>${secondFactor.confirm}</button>
      </form>
    </section>`;
  return layout(context, { title: secondFactor.setUpTitle, content, style: 'users' });
}

/** The one time recovery codes are shown. */
export function recoveryCodesPage(context: ConsoleContext, codes: readonly string[]): Html {
  const { secondFactor } = context.words;
  const content = html`
    <section class="card narrow">
      <h1>${secondFactor.codesTitle}</h1>
      <p>${secondFactor.codesText}</p>
      <ol class="secret codes">${codes.map((code) => html`<li>${code}</li>`)}</ol>
      <p class="warning">${secondFactor.codesOnce}</p>
      <p><a class="button" href="/">${secondFactor.codesKept}</a></p>
    </section>`;
  return layout(context, { title: secondFactor.codesTitle, content, style: 'users' });
}

/** Easier to type: in groups of four. */
function inGroups(secret: string): string {
  return secret.replaceAll(/.{4}(?=.)/g, '$& ');
}
