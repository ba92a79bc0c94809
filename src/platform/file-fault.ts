const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file is in its place',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk may not be written to',
  ENOSPC: 'the disk is full',
};

/** Why a file could not be read or written, as a part of a sentence for people; what we have no words for, as Node says it. */
export function fileFault(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
