/** What a column of a customer table can tell. */
export const TABLE_FIELDS = [
  'number',
  'name',
  'plan',
  'calendar',
  'valid.from',
  'valid.until',
  'tam',
  'deputy',
  'contact',
  'phones',
  'language',
] as const;

export type TableField = (typeof TABLE_FIELDS)[number];

/** What the columns are called in German and English, without spaces, signs and what stands in brackets. */
const NAMES: Readonly<Record<TableField, readonly string[]>> = {
  number: [
    'kundennummer',
    'kundennr',
    'kdnr',
    'nummer',
    'customernumber',
    'customerno',
    'customerid',
    'number',
  ],
  name: [
    'kunde',
    'kundenname',
    'firma',
    'firmenname',
    'unternehmen',
    'customer',
    'customername',
    'company',
  ].concat('companyname'),
  plan: ['plan', 'vertragsart', 'vertrag', 'contract'],
  calendar: ['kalender', 'calendar'],
  'valid.from': ['gueltigab', 'gueltigvon', 'vertragsbeginn', 'beginn', 'validfrom', 'from', 'start'],
  'valid.until': ['gueltigbis', 'vertragsende', 'ende', 'validuntil', 'validto', 'until', 'end'],
  tam: ['tam', 'betreuer', 'accountmanager', 'technicalaccountmanager'],
  deputy: ['vertretung', 'stellvertretung', 'tamvertretung', 'deputy', 'deputytam', 'deputyofthetam'],
  contact: ['ansprechpartner', 'ansprechpartnerin', 'kontakt', 'kontaktname', 'person', 'contact'].concat([
    'contactname',
    'contactperson',
  ]),
  phones: [
    'telefon',
    'telefone',
    'telefonnummer',
    'rufnummer',
    'mobil',
    'handy',
    'mobiltelefon',
    'phone',
    'tel',
    'mobilnummer',
    'handynummer',
  ].concat(
    ['phones', 'phonenumber', 'phonenumbers', 'telephone', 'mobile', 'mobilephone', 'mobilenumber', 'cell'],
    'cellphone',
  ),
  language: ['sprache', 'language'],
};

/** Longer than any head that people write; what is longer names no column, and is not looked at to its end. */
const MAX_HEAD = 100;

/**
 * Which field each column tells of; null: one that is not known and left alone. Phones may stand in several columns:
 * `Telefon 1`, `Telefon 2`, `Mobil`.
 */
export function columnsOf(heads: readonly string[]): (TableField | null)[] {
  return heads.map((head) => {
    const name = plain(head);
    const isPhone = NAMES.phones.includes(name.replace(/\d+$/, ''));
    return isPhone ? 'phones' : (TABLE_FIELDS.find((field) => NAMES[field].includes(name)) ?? null);
  });
}

function plain(head: string): string {
  const bare = head.slice(0, MAX_HEAD).replaceAll(/\([^()]*\)/g, '');
  const folded = bare.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
  return folded.replaceAll(/[^a-z0-9]/g, '');
}
