/*
 * How many digits there may be of what people key in on the telephone. The directory file is held against these, and so
 * is every flow that asks for them: what may be registered can be keyed in.
 */

/** A number of digits, both ends included. */
export interface DigitLimits {
  min: number;
  max: number;
}

export const CUSTOMER_NUMBER_DIGITS: DigitLimits = { min: 1, max: 15 };

/** Of a PIN that is given today. */
export const PIN_DIGITS: DigitLimits = { min: 6, max: 10 };

/** Of a PIN that may be in force: version 0.1 took four digits, and those stay right until they are changed. */
export const PIN_DIGITS_IN_FORCE: DigitLimits = { min: 4, max: 10 };

export const TICKET_NUMBER_DIGITS: DigitLimits = { min: 1, max: 10 };

/** The digits as a regular expression, the whole text. */
export function exactly({ min, max }: DigitLimits): RegExp {
  return new RegExp(`^[0-9]{${min},${max}}$`);
}
