export const absenceWords = {
  absences: {
    title: 'Absences',
    none: 'None planned.',
    away: 'away',
    from: 'First day',
    until: 'Last day',
    hint: 'While a TAM is away, the deputy looks after their customers. Shifts stay as they are: please swap them.',
    add: 'Add',
    remove: 'Remove',
    onCallThen: 'There are shifts in this time. They stay as they are until somebody covers:',
    saveAnyway: 'Save all the same',
    faults: {
      engineer: 'This engineer has been retired and is no longer paged.',
      from: 'Enter a valid first day.',
      until: 'Enter a valid last day.',
      order: 'The last day is before the first.',
      skipped: 'That time does not exist: the clocks go forward then. Choose an end an hour later.',
      past: 'These days are already over.',
      far: 'That is longer than a year. Name another TAM instead.',
      many: 'There are fifty absences ahead already. Remove some first.',
    },
  },
};
