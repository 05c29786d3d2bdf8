import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has in memory now, in MB. */
export function residentMegabytes(pid: number): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}

/** The most that it ever had, as Linux keeps it (proc(5), VmHWM). */
export function peakMegabytes(pid: number): number {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!peak) throw new Error('The system does not tell how much memory a process had.');
  return (Number(peak[1]) * 1024) / 1e6;
}
