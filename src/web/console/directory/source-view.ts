import type { EntrySource } from '../../../domain/directory-entry/entry-source.ts';
import { may } from '../../../domain/users/user.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';

/** Where an entry comes from, in a few words for lists: a pill for what the console changed, nothing for the file's. */
export function sourceMark({ words, format, now }: ConsoleContext, { source, changedAt }: EntrySource): Html {
  if (source === 'file') return nothing;
  const when = changedAt ? format.moment(changedAt, now) : '';
  return html`<span class="pill calm" title="${when}">${words.source.mark}</span>`;
}

/**
 * Where an entry comes from, who changed it when, and the rule that follows; whoever may edit can hand it back.
 * @param handBackTo where the form of the button posts to
 */
export function sourceView(context: ConsoleContext, entry: EntrySource, handBackTo: string): Html {
  const { words, user } = context;
  if (entry.source === 'file') return html`<p class="source quiet">${words.source.file}</p>`;
  const button = may(user, 'registry')
    ? html`<form method="post" action="${handBackTo}"><button class="plain">${words.source.handBack}</button></form>`
    : nothing;
  return html`<div class="source quiet"><p>${sayChange(context, entry)} ${words.source.console}</p>${button}</div>`;
}

function sayChange({ words, format, now }: ConsoleContext, { changedAt, changedBy }: EntrySource): string {
  return words.source.changed(changedBy ?? '?', changedAt ? format.moment(changedAt, now) : '?');
}
