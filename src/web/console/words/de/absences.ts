import type { Words } from '../en/index.ts';

export const absenceWords: Pick<Words, 'absences'> = {
  absences: {
    title: 'Abwesenheiten',
    none: 'Keine geplant.',
    away: 'abwesend',
    from: 'Erster Tag',
    until: 'Letzter Tag',
    hint: 'Ist ein TAM abwesend, kümmert sich die Vertretung um die Kunden. Schichten bleiben, wie sie sind: Bitte tauschen Sie sie.',
    add: 'Eintragen',
    remove: 'Entfernen',
    onCallThen: 'In dieser Zeit liegen Schichten. Sie bleiben, wie sie sind, bis jemand vertritt:',
    saveAnyway: 'Trotzdem eintragen',
    faults: {
      engineer: 'Die Person ist nicht mehr im Dienst und wird nicht mehr alarmiert.',
      from: 'Geben Sie einen gültigen ersten Tag an.',
      until: 'Geben Sie einen gültigen letzten Tag an.',
      order: 'Der letzte Tag liegt vor dem ersten.',
      skipped:
        'Diese Zeit gibt es nicht: Da wird die Uhr vorgestellt. Wählen Sie ein Ende eine Stunde später.',
      past: 'Diese Tage sind schon vorbei.',
      far: 'Das ist länger als ein Jahr. Benennen Sie stattdessen einen anderen TAM.',
      many: 'Es sind schon fünfzig Abwesenheiten eingetragen. Entfernen Sie zuerst welche.',
    },
  },
};
