import type { Workbench } from './workbench';

/** What a person does with quick picks and input boxes. */
export class Asking {
  constructor(private readonly workbench: Workbench) {}

  /** Resolves once the question, or its placeholder, says this, and keys get to it. */
  async asked(text: string | RegExp): Promise<void> {
    const input = this.workbench.quickInput;
    await input.getByText(text).or(input.getByPlaceholder(text)).first().waitFor();
    await this.focused();
  }

  type(text: string): Promise<void> {
    return this.workbench.quickInput.locator('input:visible').fill(text);
  }

  press(key: string): Promise<void> {
    return this.workbench.page.keyboard.press(key);
  }

  /** Resolves once Enter would choose this. */
  async active(text: string): Promise<void> {
    const row = this.workbench.quickInput.locator('.monaco-list-row.focused');
    await row.filter({ hasText: text }).waitFor();
    await this.focused();
  }

  async pick(text: string): Promise<void> {
    const rows = this.workbench.quickInput.locator('.monaco-list-row');
    await rows.filter({ hasText: text }).first().click();
  }

  async gone(): Promise<void> {
    await this.workbench.quickInput.waitFor({ state: 'hidden' });
  }

  /**
   * A list shows before it has the focus. Where one question gives way to the next above a webview, the webview may take
   * the focus late, and a person clicks into the question.
   */
  private async focused(): Promise<void> {
    const { quickInput } = this.workbench;
    const focus = quickInput.locator(':focus');
    const isThere = await focus.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await quickInput.locator('input:visible').click();
    await focus.waitFor();
  }
}
