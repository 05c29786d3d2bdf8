import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { InspectorPage, type PageOptions } from './inspectorPage';

/** One page of the inspector for each test of a describe block; pages must have no faults. */
export class InspectorPages {
  private opened: InspectorPage | undefined;

  constructor() {
    afterEach(() => this.close());
  }

  async open(options: PageOptions): Promise<Page> {
    await this.close();
    this.opened = await InspectorPage.open(options);
    if (options.rows !== 0) await this.opened.ready();
    return this.opened.page;
  }

  get inspector(): InspectorPage {
    if (!this.opened) throw new Error('Open a page first.');
    return this.opened;
  }

  /** What the page asked of a method so far. */
  paramsOf(method: string): Promise<readonly unknown[]> {
    return this.inspector.harness(
      (harness, wanted) => harness.log.filter((entry) => entry.method === wanted).map(({ params }) => params),
      method,
    );
  }

  untilCalled(method: string): Promise<void> {
    return this.inspector.until(method, (wanted) => window.harness.countOf(wanted) > 0, method);
  }

  private async close(): Promise<void> {
    const { opened } = this;
    this.opened = undefined;
    await opened?.close();
    assert.deepEqual(opened?.faults ?? [], []);
  }
}
