import type { RuleKind } from '../../../domain/plans/rule-life-store.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';

/** What people call a rule; its key stands beside a name of its own. */
export function titleView(key: string, { title }: { title?: string | undefined }): Html {
  return title === undefined ? html`${key}` : html`${title} <small class="quiet">${key}</small>`;
}

/** What can be done about a rule, for whoever may: edit, copy, retire. @param edit what the first is called */
export function ruleActions(context: ConsoleContext, kind: RuleKind, name: string, edit: string): Html {
  const { words, user } = context;
  if (!may(user, 'registry')) return html`<p class="quiet">${words.edit.readOnly}</p>`;
  return html`
    <nav class="buttons" aria-label="${words.edit.actions}">
      <a class="button" href="${address(`/registry/${kind}/:name/edit`, { name })}">${edit}</a>
      <a class="button quiet-button" href="${address(`/registry/new/${kind}`, { copy: name })}">${words.make.copy}</a>
      <a class="button quiet-button" href="${address(`/registry/${kind}/:name/retire`, { name })}">${words.make.retire}</a>
    </nav>`;
}

/** Where the form of a rule is sent, and where it leads back to. @param name its key; null for a new one */
export function formPlaces(kind: RuleKind, name: string | null): { to: string; back: string } {
  return name === null
    ? { to: address(`/registry/new/${kind}`), back: address(`/registry/${kind}`) }
    : {
        to: address(`/registry/${kind}/:name/edit`, { name }),
        back: address(`/registry/${kind}/:name`, { name }),
      };
}

/** The way to a new rule, for whoever may make one. */
export function addRule({ words, user }: ConsoleContext, kind: RuleKind): Html {
  if (!may(user, 'registry')) return nothing;
  return html`<a class="button" href="${address(`/registry/new/${kind}`)}">${words.make.add[kind]}</a>`;
}
