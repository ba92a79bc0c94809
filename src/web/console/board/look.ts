import type { Format } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { TitledWords } from '../words/index.ts';
import type { BoardFilter } from './board-filter.ts';

/** What the board needs to know of whoever looks at it. */
export interface Look {
  words: TitledWords;
  format: Format;
  now: Date;
  filter: BoardFilter;
  /** a screen on a wall, without a session: nothing leads on from it, and no phone number stands on it */
  isWall: boolean;
  /** whether they may do something about what they see */
  mayWork: boolean;
}

/** A link where links lead on; else what it says. */
export function linkTo({ isWall }: Pick<Look, 'isWall'>, href: string, said: Html | string): Html {
  return isWall ? html`<span>${said}</span>` : html`<a href="${href}">${said}</a>`;
}
