import { smsParts } from '../../src/domain/messages/sms-parts.ts';

/** What an SMS alphabet of 160 characters a part holds: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding */
const GSM_7 =
  /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΔΦΓΛΩΠΨΣΘΞ^{}\\[~\]|€]*$/u;

export function isGsm7(text: string): boolean {
  return GSM_7.test(text);
}

/** How many parts a text takes on the air. */
export const partsOf = smsParts;
