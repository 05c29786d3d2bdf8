import type { ClassInfo } from '../program/program';
import type { Resolver } from './resolver';
import { alternativesOf } from './value';

/** A name in a class body may be a member of its objects, whose bases are what is being asked: then this often at most. */
const maxAttempts = 4;

/** Which classes of the file a class extends. */
export class Bases {
  private readonly known = new Map<ClassInfo, readonly ClassInfo[]>();
  private readonly finding = new Set<ClassInfo>();
  private readonly attempts = new Map<ClassInfo, number>();

  constructor(private readonly resolver: Resolver) {}

  /** The class and those of the file that it extends, nearest first. */
  of(cls: ClassInfo): readonly ClassInfo[] {
    const known = this.known.get(cls);
    if (known) return known;
    if (cls.declaration.bases.length === 0) return this.keep(cls, [cls]);
    if (this.finding.has(cls)) {
      this.resolver.noteCut();
      return [cls];
    }
    const { cutsSoFar } = this.resolver;
    this.finding.add(cls);
    const found = this.findBases(cls, new Set());
    this.finding.delete(cls);
    const attempts = (this.attempts.get(cls) ?? 0) + 1;
    this.attempts.set(cls, attempts);
    const isWhole = this.resolver.cutsSoFar === cutsSoFar;
    return isWhole || attempts >= maxAttempts ? this.keep(cls, found) : found;
  }

  private keep(cls: ClassInfo, bases: readonly ClassInfo[]): readonly ClassInfo[] {
    this.known.set(cls, bases);
    return bases;
  }

  private findBases(cls: ClassInfo, seen: Set<ClassInfo>): readonly ClassInfo[] {
    if (seen.has(cls)) return [];
    seen.add(cls);
    const bases = cls.declaration.bases.flatMap((base) =>
      alternativesOf(this.resolver.evaluate(base, this.resolver.frames.main)).flatMap((value) =>
        value.kind === 'class' ? this.findBases(value.cls, seen) : [],
      ),
    );
    return [cls, ...bases];
  }
}
