/** Nobody looks at more pages at a time; each change is written for each of them, in the process that answers calls. */
const MAX_PAGES = 50;

/** Who has pages open that are kept up to date. */
export interface Places {
  /**
   * Takes a place for a page. Where its holder has as many as there may be, the one that was opened first makes room: it connects
   * anew, so that none of them stands still.
   * @returns gives it back
   */
  take(holder: string, makeRoom: () => void): () => void;
}

export function createPlaces(most = MAX_PAGES): Places {
  const taken = new Map<string, Set<() => void>>();
  return {
    take(holder, makeRoom) {
      const pages = taken.get(holder) ?? new Set();
      const giveBack = () => {
        pages.delete(makeRoom);
        if (pages.size === 0 && taken.get(holder) === pages) taken.delete(holder);
      };
      pages.add(makeRoom);
      taken.set(holder, pages);
      const [first] = pages;
      if (pages.size > most) first?.();
      return giveBack;
    },
  };
}
