import type { ClassInfo } from '../program/program';
import type { Resolver } from './resolver';
import { alternativesOf } from './value';

/** Which classes of the file a class extends. */
export class Bases {
  private readonly known = new Map<ClassInfo, readonly ClassInfo[]>();

  constructor(private readonly resolver: Resolver) {}

  /** The class and those of the file that it extends, nearest first. */
  of(cls: ClassInfo): readonly ClassInfo[] {
    const known = this.known.get(cls);
    if (known) return known;
    const { cutsSoFar } = this.resolver;
    const found = cls.declaration.bases.length > 0 ? this.findBases(cls, new Set()) : [cls];
    if (this.resolver.cutsSoFar === cutsSoFar) this.known.set(cls, found);
    return found;
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
