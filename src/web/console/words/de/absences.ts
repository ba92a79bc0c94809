import type { Words } from '../en/index.ts';

export const absenceWords: Pick<Words, 'absences'> = {
  absences: {
    title: 'Abwesend',
    none: 'Weder jetzt noch später abwesend.',
    away: 'abwesend',
    from: 'Erster Tag',
    until: 'Letzter Tag',
    hint: 'Ist ein TAM abwesend, kümmert sich die Vertretung um die Kunden. Schichten bleiben, wie sie sind: Bitte tauschen Sie diese.',
    add: 'Eintragen',
    remove: 'Entfernen',
    faults: {
      engineer: 'Die Person ist ausgeschieden und wird nicht mehr gefragt.',
      from: 'Geben Sie einen ersten Tag an, den es gibt.',
      until: 'Geben Sie einen letzten Tag an, den es gibt.',
      order: 'Der letzte Tag liegt vor dem ersten.',
      past: 'Diese Zeit ist vorbei.',
      far: 'Das ist länger als ein Jahr. Benennen Sie stattdessen einen anderen TAM.',
      many: 'Es stehen fünfzig Abwesenheiten bevor. Entfernen Sie zuerst welche.',
    },
  },
};
