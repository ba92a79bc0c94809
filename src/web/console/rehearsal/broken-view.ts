import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { holesView } from './holes-view.ts';

/** What a change that is about to be saved does to the promises. */
export function brokenView(
  context: ConsoleContext,
  broken: readonly Impossible[],
  engineers: readonly { key: string; name: string }[],
): Html {
  const nameOf = (engineer: string) => engineers.find(({ key }) => key === engineer)?.name ?? engineer;
  return html`<section class="card fault" role="alert"><p>${context.words.rehearsal.breaks}</p>${holesView(context, broken, nameOf)}</section>`;
}
