import { type TopologyFilter } from '../../protocol/topology';
import { type WebviewApi } from '../inspector/hostLink';
import { type Viewport } from './viewport';

/** What a person set: it survives hiding the tab and reloading the window. */
export interface PageState {
  readonly filter?: TopologyFilter;
  /** Absent as long as the picture is fitted to the window. */
  readonly viewport?: Viewport;
  readonly selected?: string;
  readonly hidesLegend?: boolean;
}

export class PageStateStore {
  private state: PageState;

  constructor(private readonly api: WebviewApi) {
    const saved = api.getState();
    this.state = typeof saved === 'object' && saved !== null ? saved : {};
  }

  get value(): PageState {
    return this.state;
  }

  update(change: Partial<PageState>): void {
    this.state = { ...this.state, ...change };
    this.api.setState(this.state);
  }
}
