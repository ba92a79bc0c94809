import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';

/** What people call a policy or a schedule, with what is wrong beneath it; a new one needs a name, from which its key is made. */
export function nameBox(
  { make }: Words,
  about: 'policy' | 'schedule',
  { name, isNew, isWrong }: { name: string; isNew: boolean; isWrong: boolean },
): Html {
  const id = `${about}-name`;
  return html`
    <div class="field"><label for="${id}">${make.name}</label>
      <input id="${id}" name="name" value="${name}" maxlength="200" ${isNew ? html`required` : nothing} aria-describedby="${id}-hint" ${isWrong ? html`aria-invalid="true"` : nothing}>
      <small id="${id}-hint">${isNew ? make.nameHint : make.nameHintOld}</small>${isWrong ? html`<small class="field-fault">${make.nameRule}</small>` : nothing}</div>`;
}
