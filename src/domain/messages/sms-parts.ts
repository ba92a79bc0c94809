/** Characters of the GSM alphabet, and those that take two places in it: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding */
const GSM = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΔΦΓΛΩΠΨΣΘΞ^{}\\[~\]|€]*$/;
const TWO_PLACES = /[\^{}\\[~\]|€]/;

/** Whether a plain SMS carries it. */
export function isGsm(text: string): boolean {
  return GSM.test(text);
}

/** How many parts a text takes on the air. What takes two places, a bracket or a picture, stands in one part with both. */
export function smsParts(body: string): number {
  const places = isGsm(body)
    ? [...body].map((character) => (TWO_PLACES.test(character) ? 2 : 1))
    : [...body].map((character) => character.length);
  const [whole, each] = isGsm(body) ? [160, 153] : [70, 67];
  const all = places.reduce((sum, taken) => sum + taken, 0);
  if (all <= whole) return 1;
  let [parts, filled] = [1, 0];
  for (const taken of places) {
    if (filled + taken > each) [parts, filled] = [parts + 1, 0];
    filled += taken;
  }
  return parts;
}
