/** Words of examples and of those who wanted to think of something later. */
const PLACEHOLDERS =
  /change[\W_]*me|change[\W_]*this|replace[\W_]*(me|this)|secret|pass[\W_]*(word|wort|phrase)|kennwort|geheim|token|key|api|admin|root|hotline|priority|example|beispiel|default|dummy|qwertz?|qwerty|letmein|welcome|willkommen|lorem|ipsum|your|mein|please|bitte|[\W_]/giu;

const FEWEST_DIFFERENT = 5;
/** What so many characters do not make good, the rest does not. */
const JUDGED = 200;

/**
 * Why a secret is none, however long it is: it would be among the first that somebody tries. Finishes a sentence about what is
 * allowed; null: no such reason is seen.
 * @param secret never repeated in the answer
 * @param rest how many characters have to be left when placeholders and runs are taken away
 */
export function weaknessOf(secret: string, rest: number): string | null {
  if (/\$[({]/.test(secret)) return 'not a command or variable that was left as it is';
  const folded = secret.slice(0, JUDGED).normalize('NFKC').toLowerCase();
  if (new Set(folded).size < FEWEST_DIFFERENT) return `at least ${FEWEST_DIFFERENT} different characters`;
  if (isRepetition(folded)) return 'not the same few characters again and again';
  const left = withoutRuns(folded.replace(PLACEHOLDERS, ''));
  if (new Set(left).size < rest) return 'not a placeholder, a word of an example or a row of the keyboard';
  return null;
}

/** `abcabcabc`: a beginning of at most a third, over and over. */
function isRepetition(text: string): boolean {
  const longest = Math.floor(text.length / 3);
  for (let length = 1; length <= longest; length += 1) {
    const beginning = text.slice(0, length);
    if (beginning.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

const MIN_RUN = 3;

/** Takes `123`, `dcba`, `aaa` out, in one pass. */
function withoutRuns(text: string): string {
  let kept = '';
  for (let from = 0; from < text.length; ) {
    const end = endOfRun(text, from);
    if (end - from < MIN_RUN) kept += text.slice(from, end);
    from = end;
  }
  return kept;
}

/** Where characters that follow each other by the same step of 1, 0 or -1 end. */
function endOfRun(text: string, from: number): number {
  const step = text.charCodeAt(from + 1) - text.charCodeAt(from);
  if (!(Math.abs(step) <= 1)) return from + 1;
  let end = from + 2;
  while (end < text.length && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end += 1;
  return end;
}
