const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file is in its place',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk may not be written to',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user has used up their room on the disk',
  EFBIG: 'it is larger than the disk takes',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk, or what is in its place, does not work',
  EBUSY: 'something else holds it',
  EMFILE: 'too many files are open',
};

/** Whether a file of ours could not be opened or read, and no connection. */
export function isOfFile(cause: unknown): boolean {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  return Object.hasOwn(REASONS, code ?? '') && ['open', 'read'].includes(syscall ?? '');
}

/** Why a file could not be read or written, as a part of a sentence for people; what we have no words for, as Node says it. */
export function fileFault(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
