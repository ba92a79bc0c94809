/** Characters that show nothing, and those that turn the direction of writing. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
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

/** What a name looks like at a glance: two that are taken for each other have the same. */
export function skeletonOf(name: string): string {
  const plain = name.normalize('NFKC').replace(UNSEEN, '').normalize('NFKD').replace(MARKS, '');
  return [...plain]
    .map((letter) => LOOK_ALIKES.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
