/** Characters of the GSM alphabet, and those that take two places in it: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding */
const GSM = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΔΦΓΛΩΠΨΣΘΞ^{}\\[~\]|€]*$/;
const TWO_PLACES = /[\^{}\\[~\]|€]/g;

/** Whether a plain SMS carries it. */
export function isGsm(text: string): boolean {
  return GSM.test(text);
}

/** How many parts a text takes on the air. */
export function smsParts(body: string): number {
  if (isGsm(body)) {
    const places = body.length + (body.match(TWO_PLACES)?.length ?? 0);
    return places <= 160 ? 1 : Math.ceil(places / 153);
  }
  return body.length <= 70 ? 1 : Math.ceil(body.length / 67);
}
