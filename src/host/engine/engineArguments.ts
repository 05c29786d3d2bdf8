/**
 * What Node is told when it runs the engine. Every received frame is a small object with memory outside the heap that
 * lives for microseconds: in a young generation that holds a hundred thousand of them there is next to nothing to copy
 * when it is full, and receiving costs a fifth less processor time (docs/benchmarks.md).
 */
export const engineArguments: readonly string[] = ['--min-semi-space-size=32', '--max-semi-space-size=32'];
