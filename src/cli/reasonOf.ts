/** What the system says about a file, without its path: that stands beside it. Ends with a full stop. */
export function reasonOf(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied.';
    case 'ENOENT':
      return 'it does not exist.';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of the path is a file, not a folder.';
    case 'ENOSPC':
      return 'the disk is full.';
    case 'EROFS':
      return 'the disk is read-only.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
