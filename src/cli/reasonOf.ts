/** What the system says about a file, without its path: that stands beside it. Ends with a full stop. */
export function reasonOf(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied.';
    case 'ENOENT':
      return 'it does not exist.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
