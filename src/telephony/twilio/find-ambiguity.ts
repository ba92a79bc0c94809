/**
 * What a signature of Twilio's covers is the address and, behind it, all names and values of the form in the order of the
 * names, with nothing between them: https://www.twilio.com/docs/usage/security#validating-requests. `{Body: 'hi', From: 'x'}`
 * and `{Body: 'hiFromx'}` are signed alike. Whoever has got hold of one signed form may therefore cut its text anew, and
 * who texted or called, or what they said, would be what they like. Nobody can tell a form from another that is signed
 * alike; but of all ways to cut one text, at most one may be taken:
 *
 * - Names are Twilio's: an address cannot lose its query to the first name (`?leg=…AccountSid`).
 * - No value comes twice: doubled ones are signed as one.
 * - `From`, `CallSid` and `MessageSid` are cut out at one place only. The real one, which cannot be cut away, has to go
 *   into the name or the value of something else, and since the names are in order, of something that comes after the forged
 *   one, thus after its own name. So no such name, and no value of one, may have these words inside. Before it they may stand: a
 *   text (`Body`) about FromCity and MessageSid is as good as any.
 * - A text ends where it ended: what follows it is no single word that somebody may have texted (`Ok Doch` → `Doch`), and
 *   it has not swallowed the parameters behind it, which no person types.
 *
 * What this leaves open: who has a form of somebody else's, word for word, may send it again; it is then the same message or
 * the same step of the same call, and changes nothing.
 */
export function findAmbiguity(form: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(form)) {
    if (!NAME.test(name)) return 'a parameter has a name that no carrier gives';
    if (typeof value !== 'string') return `${name} comes more than once`;
    if (hides(name, value)) return `${name} may hold other parameters`;
    if (name > 'Body' && name < 'From' && 'Body' in form && !SEVERAL_WORDS.test(name))
      return `${name} may be a part of the text`;
  }
  return typeof form.Body === 'string' && SWALLOWED.test(form.Body)
    ? 'the text may hold other parameters'
    : null;
}

/** `SipHeader_X-Something` among them. */
const NAME = /^[A-Za-z][A-Za-z0-9_.[\]-]{0,99}$/;

/** As Twilio writes names: `ButtonText`, `ErrorCode`, `MediaUrl0`. */
const SEVERAL_WORDS = /^([A-Z][a-z]+){2,}\d*$/;

/** A message's name is Twilio's to make, and none comes into a text by chance. */
const SWALLOWED = /MessageSid(SM|MM)[0-9a-f]{32}/;

/** What tells who it is, and about which call or message. */
const TELLING = ['From', 'CallSid', 'MessageSid'] as const;

/** Twilio's names that have one of these words inside: https://www.twilio.com/docs/voice/twiml#request-parameters */
const KNOWN = new Set([
  'CallSid',
  'CallSidEndingConference',
  'DequeingCallSid',
  'DialCallSid',
  'From',
  'FromCity',
  'FromCountry',
  'FromState',
  'FromZip',
  'MessageSid',
  'OriginalRepliedMessageSid',
  'ParentCallSid',
  'SmsMessageSid',
]);

/** Random letters, which may be any word by chance; three parts, and no sign that a number begins with. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

function hides(name: string, value: string): boolean {
  if (name === 'StirPassportToken' && TOKEN.test(value)) return false;
  return TELLING.some(
    (word) => name > word && (value.includes(word) || (name.includes(word) && !KNOWN.has(name))),
  );
}
