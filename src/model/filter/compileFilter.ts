import type { ByteNeedle } from './byteNeedle';
import { compileJson, comparison } from './compileJson';
import type { FilterNode, FilterTerm, TimeValue } from './filterNode';
import { JsonFrames } from './jsonFrames';
import type { MessageView } from './messageView';
import { type TextMatcher, textMatcher, type TextPlace } from './textMatcher';
import { TimeZone } from './timeZone';

export interface CompileOptions {
  readonly matchCase: boolean;
  /** Minutes ahead of UTC for times of day and dates without a zone; undefined for the zone of this process. */
  readonly zoneOffsetMinutes: number | undefined;
}

export interface CompiledFilter {
  readonly matches: (view: MessageView) => boolean;
  readonly needle: ByteNeedle | undefined;
}

/** A part of a filter as a closure, what one call costs about, and bytes that must be in a matching message. */
interface Part {
  readonly test: (view: MessageView) => boolean;
  readonly cost: number;
  readonly needle: ByteNeedle | undefined;
}

export function compileFilter(root: FilterNode, options: CompileOptions): CompiledFilter {
  const frames = new JsonFrames();
  const zone = new TimeZone(options.zoneOffsetMinutes);
  const { test, needle } = compileNode(root, { frames, zone, ignoreCase: !options.matchCase });
  return {
    needle,
    matches: (view) => {
      frames.begin(view);
      const matched = test(view);
      frames.end();
      return matched;
    },
  };
}

interface Context {
  readonly frames: JsonFrames;
  readonly zone: TimeZone;
  readonly ignoreCase: boolean;
}

function compileNode(node: FilterNode, context: Context): Part {
  switch (node.kind) {
    case 'all':
      return { test: () => true, cost: 0, needle: undefined };
    case 'not': {
      const { test, cost } = compileNode(node.child, context);
      return { test: (view) => !test(view), cost, needle: undefined };
    }
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => compileNode(child, context));
      // Cheap tests first: they decide most messages.
      parts.sort((a, b) => a.cost - b.cost);
      const tests = parts.map((part) => part.test);
      const cost = parts.reduce((sum, part) => sum + part.cost, 0);
      if (node.kind === 'or') return { test: anyOf(tests), cost, needle: undefined };
      return { test: allOf(tests), cost, needle: longest(parts.map((part) => part.needle)) };
    }
    default:
      return compileTerm(node, context);
  }
}

function allOf(tests: readonly Part['test'][]): Part['test'] {
  return (view) => {
    for (const test of tests) if (!test(view)) return false;
    return true;
  };
}

function anyOf(tests: readonly Part['test'][]): Part['test'] {
  return (view) => {
    for (const test of tests) if (test(view)) return true;
    return false;
  };
}

function longest(needles: readonly (ByteNeedle | undefined)[]): ByteNeedle | undefined {
  let best: ByteNeedle | undefined;
  for (const needle of needles) if (needle && needle.bytes.length > (best?.bytes.length ?? 0)) best = needle;
  return best;
}

function compileTerm(term: FilterTerm, context: Context): Part {
  const { frames, ignoreCase } = context;
  switch (term.kind) {
    case 'content': {
      const matcher = textMatcher(term.pattern, 'inside', ignoreCase);
      const cost = term.pattern.kind === 'regex' ? 40 : 10;
      return { test: frameTest(matcher, term.frame), cost, needle: matcher.needle };
    }
    case 'pattern':
      return compilePattern(term, ignoreCase);
    case 'direction': {
      const { direction, negated } = term;
      return cheap((view) => (view.direction === direction) !== negated);
    }
    case 'number': {
      const { field } = term;
      const compare = comparison(term.op, term.value.value);
      return cheap((view) => compare(numberOf(view, field)));
    }
    case 'numberRange': {
      const { field } = term;
      const low = term.low?.value ?? -Infinity;
      const high = term.high?.value ?? Infinity;
      return cheap((view) => numberOf(view, field) >= low && numberOf(view, field) <= high);
    }
    case 'time':
    case 'timeRange':
      return { test: compileTime(term, context.zone), cost: 2, needle: undefined };
    case 'json':
      return { test: compileJson(term, frames, ignoreCase), cost: 100, needle: undefined };
  }
}

function cheap(test: Part['test']): Part {
  return { test, cost: 1, needle: undefined };
}

function frameTest(matcher: TextMatcher, frame: number | undefined): Part['test'] {
  if (frame !== undefined) {
    return (view) => {
      const index = frame < 0 ? view.frameCount + frame : frame;
      if (index < 0 || index >= view.frameCount) return false;
      return matcher.inBytes(view.bytes, view.frameStart(index), view.frameEnd(index));
    };
  }
  return (view) => {
    for (let i = 0; i < view.frameCount; i++) {
      if (matcher.inBytes(view.bytes, view.frameStart(i), view.frameEnd(i))) return true;
    }
    return false;
  };
}

const places: Readonly<Record<(FilterTerm & { kind: 'pattern' })['op'], TextPlace>> = {
  ':': 'start',
  '=': 'whole',
  '!=': 'whole',
  '~': 'inside',
};

function compilePattern(term: FilterTerm & { kind: 'pattern' }, ignoreCase: boolean): Part {
  const matcher = textMatcher(term.pattern, places[term.op], ignoreCase);
  const negated = term.op === '!=';
  if (term.field === 'peer') {
    return {
      test: (view) => view.peer !== undefined && matcher.inText(view.peer) !== negated,
      cost: 5,
      needle: undefined,
    };
  }
  return {
    test: (view) => {
      const { channelTopic, topicFrame: index } = view;
      if (channelTopic) return matcher.inBytes(channelTopic, 0, channelTopic.length) !== negated;
      if (index < 0 || index >= view.frameCount) return false;
      return matcher.inBytes(view.bytes, view.frameStart(index), view.frameEnd(index)) !== negated;
    },
    cost: 5,
    needle: negated ? undefined : matcher.needle,
  };
}

function numberOf(view: MessageView, field: 'size' | 'frames' | 'row'): number {
  switch (field) {
    case 'size':
      return view.size;
    case 'frames':
      return view.frameCount;
    case 'row':
      return view.row;
  }
}

/** Whole microseconds, as the grid shows them: doubles of epoch milliseconds are no finer than that. */
function micros(ms: number): number {
  return Math.round(ms * 1000);
}

function compileTime(term: FilterTerm & { kind: 'time' | 'timeRange' }, zone: TimeZone): Part['test'] {
  if (term.kind === 'time') {
    const timeOf = clockFor(term.value, zone);
    const from = micros(instant(term.value, zone));
    const to = from + Math.max(1, micros(term.value.widthMs));
    switch (term.op) {
      case '=':
        return (view) => timeOf(view) >= from && timeOf(view) < to;
      case '!=':
        return (view) => timeOf(view) < from || timeOf(view) >= to;
      default: {
        const compare = comparison(term.op, from);
        return (view) => compare(timeOf(view));
      }
    }
  }
  const end = term.low ?? term.high;
  if (!end) return () => true;
  const timeOf = clockFor(end, zone);
  const low = term.low ? micros(instant(term.low, zone)) : -Infinity;
  const high = term.high ? micros(instant(term.high, zone)) : Infinity;
  // Only times of day can wrap: 23:50..00:10 is the twenty minutes around midnight.
  if (low > high) return (view) => timeOf(view) >= low || timeOf(view) <= high;
  return (view) => timeOf(view) >= low && timeOf(view) <= high;
}

function instant(value: TimeValue, zone: TimeZone): number {
  return value.kind === 'date' && !value.zoned ? zone.toEpoch(value.ms) : value.ms;
}

function clockFor(value: TimeValue, zone: TimeZone): (view: MessageView) => number {
  switch (value.kind) {
    case 'clock':
      return (view) => micros(zone.timeOfDay(view.timeMs));
    case 'relative':
      return (view) => micros(view.timeMs - view.originMs);
    case 'date':
      return (view) => micros(view.timeMs);
  }
}
