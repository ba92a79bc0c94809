export const absenceWords = {
  absences: {
    title: 'Away',
    none: 'Not away, now or later.',
    away: 'away',
    from: 'First day',
    until: 'Last day',
    hint: 'Customers of a TAM who is away are the deputy’s meanwhile. Schedules keep their shifts: please swap those.',
    add: 'Add',
    remove: 'Remove',
    faults: {
      engineer: 'They have been retired and are no longer paged.',
      from: 'Give a first day that exists.',
      until: 'Give a last day that exists.',
      order: 'The last day lies before the first.',
      past: 'That time has passed.',
      far: 'That is longer than a year. Name another TAM instead.',
      many: 'Fifty absences lie ahead. Remove some first.',
    },
  },
};
