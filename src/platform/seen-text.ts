/** What joins letters and chooses their shape, which some scripts and emoji need, is no such character. */
const UNSEEN =
  /[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]]/gv;

/** A text without what nobody sees in it, or what turns the writing of all that stands behind it. */
export function seenText(text: string): string {
  return text.replace(UNSEEN, '');
}

/** What controls instead of being shown, but for tabs and the ends of lines that every reader knows; and what a lone surrogate becomes. */
const CONTROLLING = /[[\p{Cc}\p{Zl}\p{Zp}\ufffd-\uffff]--[\t\n\r]]/gv;

/**
 * A text as it leaves the house for somebody to read or hear, by SMS, by voice, by mail or as a table: whoever typed it neither hides
 * anything in it nor turns round what stands behind it. On record it stays as it was typed.
 */
export function leavingText(text: string): string {
  return seenText(text.toWellFormed()).replace(CONTROLLING, ' ');
}
