/** Characters that show nothing, and those that turn the direction of writing. */
export const UNSEEN = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** Accents and the like, which are overlooked. */
const MARKS = /\p{M}/gu;

/** Letters of other scripts and the Latin ones they look like, https://www.unicode.org/reports/tr39/#Confusable_Detection */
const LOOK_ALIKES = new Map(
  [
    ['АВЕЁКМНОРСТУХІЇЈЅԚԜҺӀ', 'abeekmhopctyxiijsqwhl'],
    ['авеёкмнорстухіїјѕԁԛԝһӏѵ', 'abeekmhopctyxiijsdqwhlv'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abezhikmnoptyx'],
    ['αβγεηικνορτυχω', 'abyenikvoptuxw'],
    ['ıɑɡłøđ', 'iaglod'],
  ].flatMap(([from = '', to = '']) => [...from].map((letter, at) => [letter, to[at] ?? letter] as const)),
);

/** Whether a text has anything that is seen: characters that show nothing are no words, and a blank of Braille is none either. */
export function isSeen(text: string): boolean {
  return text.replace(UNSEEN, '').replaceAll('\u2800', '').trim() !== '';
}

/** What a name looks like at a glance, accents and all: two that are taken for each other have the same. */
export function skeletonOf(name: string): string {
  return lookOf(name.normalize('NFKC').replace(UNSEEN, '').normalize('NFKD').replace(MARKS, ''));
}

/** The same for a login, which is typed: accents tell two apart. */
export function loginSkeletonOf(login: string): string {
  return lookOf(login.normalize('NFKC').replace(UNSEEN, ''));
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hangul}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
];

/** Whether letters of two scripts stand in one word: nobody types that but to look like somebody else. */
export function mixesScripts(word: string): boolean {
  return SCRIPTS.filter((script) => script.test(word)).length > 1;
}

function lookOf(plain: string): string {
  return [...plain]
    .map((letter) => LOOK_ALIKES.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
