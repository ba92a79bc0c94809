import { readdirSync, readFileSync } from 'node:fs';

/** What a run leaves in the folder it had for everything temporary: nothing, if it cleans up. */
export function findFolders(folder: string): string[] {
  return readdirSync(folder).sort();
}

/**
 * The processes that were begun with this folder as TMPDIR and still live, with what they run. Children hand the variable
 * on, so it marks everything that a run began. Nothing is found where the system does not tell (it is Linux that does).
 */
export function findProcesses(folder: string): string[] {
  return processIds().flatMap((id) => {
    const environment = readQuietly(`/proc/${id}/environ`).split('\0');
    if (!environment.includes(`TMPDIR=${folder}`)) return [];
    const command = readQuietly(`/proc/${id}/cmdline`).replaceAll('\0', ' ').trim();
    return command === '' ? [] : [`${id} ${command.slice(0, 200)}`];
  });
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Empty when it ended meanwhile, or is somebody else's. */
function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
