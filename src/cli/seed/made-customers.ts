import { type Draws, drawsFor } from './draws.ts';

/** Somebody who never was, to be put into the registry. */
export interface MadeCustomer {
  number: string;
  name: string;
  plan: string;
  calendar: string;
  tam: string;
  contacts: { id: string; name: string; phone: string; language: string }[];
}

/** What customers are made by: the rules and people that are in force. */
export interface Ground {
  plans: readonly [string, ...string[]];
  calendars: readonly [string, ...string[]];
  engineers: readonly [string, ...string[]];
}

/** Numbers from here on belong to made customers. */
export const FIRST_MADE = 500_000;
/** No customer is made with more people than the smallest of the usual plans has seats for. */
const MAX_CONTACTS = 2;

/** Names, parted by commas. */
const list = (names: string) => names.split(', ') as [string, ...string[]];
const HOUSES = list(
  'Nordlicht, Birkenhof, Steinbach, Lindenau, Havelland, Kessler & Vogt, Brückner, Hanse, Alpenblick, Rheinwerk, Falkenried, Weidmann, Sonnfeld, Harbour Street, Redwood, Meridian, Old Mill',
);
const TRADES = list(
  'Logistik, Klinikum, Maschinenbau, Versicherung, Stadtwerke, Optik, Druckhaus, Reederei, Energie, Foods, Instruments, Pharma, Bank, Verlag, Robotics',
);
const FORMS = list('GmbH, AG, SE, KG, Ltd.');
const FIRST_NAMES = list(
  'Anke, Jonas, Miriam, Deniz, Paula, Lukas, Ines, Rafael, Svenja, Oskar, Leyla, Tobias, Nora, Emil, Judith, Henry, Alice, Marek',
);
const LAST_NAMES = list(
  'Albrecht, Bergmann, Çelik, Dietrich, Ebert, Fuchs, Graf, Hoffmann, Ivanova, Jansen, Krüger, Lorenz, Marquardt, Novak, Okoye, Petersen, Quandt, Richter, Schubert, Taylor, Ullrich, Vogel, Winter, Young, Zimmermann',
);

/** The customer of an index, always the same one. Its numbers are fictional. */
export function makeCustomer(index: number, ground: Ground): MadeCustomer {
  const draws = drawsFor(`customer ${index}`);
  const name = `${draws.of(HOUSES)} ${draws.of(TRADES)} ${draws.of(FORMS)}`;
  const contacts = Array.from({ length: 1 + Math.floor(draws.share() * MAX_CONTACTS) }, (_, seat) => ({
    id: uuidOf(draws),
    // no two of a customer have the same name
    name: `${draws.of(FIRST_NAMES)} ${LAST_NAMES[(index + 7 * seat) % LAST_NAMES.length]}`,
    phone: phoneOf(draws),
    language: draws.of(['de', 'de', 'en']),
  }));
  return {
    number: String(FIRST_MADE + index),
    name,
    plan: ground.plans[index % ground.plans.length] ?? ground.plans[0],
    calendar: draws.of(ground.calendars, 2),
    tam: draws.of(ground.engineers),
    contacts,
  };
}

/**
 * A number that is nobody's: https://www.bundesnetzagentur.de sets them aside for films and books. Hamburg's, since the sample's people
 * have Berlin's: whoever had the phone of an engineer could not be told from them.
 */
function phoneOf(draws: Draws): string {
  return `+494066969${String(Math.floor(draws.share() * 1_000)).padStart(3, '0')}`;
}

function uuidOf(draws: Draws): string {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(draws.share() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  );
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
