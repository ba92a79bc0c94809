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

/** What the columns are called in German and English, without spaces and signs. */
const NAMES: Readonly<Record<TableField, readonly string[]>> = {
  number: ['kundennummer', 'kundennr', 'nummer', 'customernumber', 'customerno', 'number'],
  name: ['kunde', 'kundenname', 'firma', 'unternehmen', 'customer', 'customername', 'company'],
  plan: ['plan', 'vertragsart', 'vertrag', 'contract'],
  calendar: ['kalender', 'calendar'],
  'valid.from': ['gueltigab', 'gueltigvon', 'vertragsbeginn', 'beginn', 'validfrom', 'from', 'start'],
  'valid.until': ['gueltigbis', 'vertragsende', 'ende', 'validuntil', 'validto', 'until', 'end'],
  tam: ['tam', 'betreuer', 'accountmanager', 'technicalaccountmanager'],
  deputy: ['vertretung', 'stellvertretung', 'tamvertretung', 'deputy', 'deputytam', 'deputyofthetam'],
  contact: ['ansprechpartner', 'kontakt', 'kontaktname', 'person', 'contact', 'contactname', 'contactperson'],
  phones: [
    'telefon',
    'telefone',
    'telefonnummer',
    'rufnummer',
    'mobil',
    'handy',
    'mobiltelefon',
    'phone',
  ].concat(['phones', 'phonenumber', 'phonenumbers', 'telephone', 'mobile', 'mobilephone', 'cell']),
  language: ['sprache', 'language'],
};

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
  const folded = head.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
  return folded.replaceAll(/[^a-z0-9]/g, '');
}
