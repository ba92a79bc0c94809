/** Why a file cannot be believed, or not be checked: a sentence of words.js, and what it names. */
export class Fault extends Error {
  constructor(code, about = {}) {
    super(code);
    this.code = code;
    this.about = about;
  }
}
