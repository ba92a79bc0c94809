import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { isGraveEffect } from './edit-effect.ts';
import { effectView } from './effect-view.ts';
import type { Trial } from './trial.ts';

/** What an edit does, over its form. */
export function trialView(context: ConsoleContext, trial: Trial): Html {
  const { effect, instead } = trial;
  if (effect === null) return nothing;
  const stood = instead?.choices.get(instead.chosen);
  return html`
    ${stood === undefined ? nothing : html`<p class="notice" role="status">${context.words.rehearsal.stoodIn(stood)}</p>`}
    ${effectView(context, effect, trial)}`;
}

/**
 * The buttons that save a form and that try it.
 * @param isGrave whether it must be said to be wanted
 */
export function saveButtons(
  { words: { edit, rota, rehearsal } }: ConsoleContext,
  trial: Trial,
  isGrave = isGraveEffect(trial.effect),
): Html {
  const save = isGrave
    ? html`<button class="grave" name="do" value="accept">${rota.saveAnyway}</button>`
    : html`<button name="do" value="save">${edit.save}</button>`;
  return trial.canTry
    ? html`${save}<button class="quiet-button" name="do" value="try">${rehearsal.tryEdit}</button>`
    : save;
}

/** In the place of which rule a new one is tried. */
export function insteadField({ words: { rehearsal } }: ConsoleContext, { instead }: Trial): Html {
  if (instead === null) return nothing;
  const options = [...instead.choices].map(
    ([key, title]) =>
      html`<option value="${key}" ${key === instead.chosen ? html`selected` : nothing}>${title}</option>`,
  );
  return html`<div class="field"><label for="instead">${rehearsal.tryInstead}</label><select id="instead" name="instead" aria-describedby="instead-hint">${options}</select><small id="instead-hint">${rehearsal.tryInsteadHint}</small></div>`;
}
