import type { CallSite, Program } from '../program/program';
import type { Frame } from './frame';
import type { Frames } from './frames';
import type { Resolver } from './resolver';
import type { ClassValue, FunctionValue } from './value';

export type CallVisitor = (callee: FunctionValue | ClassValue, site: CallSite, frame: Frame) => void;

/** Functions and classes of the file that its calls call, and in which frames. */
export class CallWalk {
  private readonly reached = new Map<
    CallSite,
    readonly { readonly callee: FunctionValue | ClassValue; readonly frame: Frame }[]
  >();

  constructor(
    private readonly program: Program,
    private readonly resolver: Resolver,
    private readonly frames: Frames,
  ) {}

  /** Visits what the calls of this name reach: `connect(…)`, `a.connect(…)`. */
  named(name: string, visit: CallVisitor): void {
    this.at(this.program.callsByName.get(name) ?? [], visit);
  }

  at(sites: readonly CallSite[], visit: CallVisitor): void {
    for (const site of sites) {
      const known = this.resolver.isTired ? undefined : this.reached.get(site);
      if (known) for (const { callee, frame } of known) visit(callee, site, frame);
      else this.visitSite(site, visit);
    }
  }

  /** Keeps what is called, unless a circle of questions cut an answer short. */
  private visitSite(site: CallSite, visit: CallVisitor): void {
    const { resolver, frames } = this;
    const reached: { callee: FunctionValue | ClassValue; frame: Frame }[] = [];
    let cutsBefore = resolver.cutsSoFar;
    let isCut = false;
    for (const running of frames.framesOf(site.fn)) {
      if (resolver.isDead(site.block, running)) continue;
      for (const frame of frames.rounds(running, site.block)) {
        if (frame !== running && resolver.isDead(site.block, frame)) continue;
        for (const callee of resolver.calleesOf(site.call, frame)) {
          if (callee.kind !== 'function' && callee.kind !== 'class') continue;
          reached.push({ callee, frame });
          // what the visitor asks is another matter
          isCut ||= resolver.cutsSoFar !== cutsBefore;
          visit(callee, site, frame);
          cutsBefore = resolver.cutsSoFar;
        }
      }
    }
    isCut ||= resolver.cutsSoFar !== cutsBefore;
    if (!isCut && !resolver.isTired) this.reached.set(site, reached);
  }
}
