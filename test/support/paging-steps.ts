/** A directory whose first policy has these steps, such as `{ at: 0%, page: [schedule:front], by: [call] }`. */
export const pagedBy =
  (...steps: readonly string[]) =>
  (usual: string) =>
    usual.replace(
      / {4}steps:\n(?: {6}.*\n)+/,
      ['    steps:', ...steps.map((step) => `      - ${step}`), ''].join('\n'),
    );
