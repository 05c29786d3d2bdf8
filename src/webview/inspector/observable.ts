import { type Event, Emitter } from '../../base/emitter';

/** A value that tells when it was replaced. */
export class Observable<T> {
  private readonly emitter = new Emitter<T>();
  readonly onDidChange: Event<T> = this.emitter.event;

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set value(value: T) {
    if (value === this.current) return;
    this.current = value;
    this.emitter.fire(value);
  }
}
