import {
  CUSTOMER_NUMBER_DIGITS,
  type DigitLimits,
  PIN_DIGITS_IN_FORCE,
  TICKET_NUMBER_DIGITS,
} from '../directory-entry/digit-limits.ts';
import { CODE_DIGITS } from '../tickets/dial-in-code.ts';

/** What actions find under a name when a flow has asked for it, and how many digits that may have. */
export const KEYED_DIGITS: Readonly<Record<string, DigitLimits>> = {
  'customer-number': CUSTOMER_NUMBER_DIGITS,
  pin: PIN_DIGITS_IN_FORCE,
  'asked-ticket': TICKET_NUMBER_DIGITS,
  'typed-code': { min: CODE_DIGITS, max: CODE_DIGITS },
};
