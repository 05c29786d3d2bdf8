/** A VS Code snippet as it stands right after it was inserted: placeholders with their defaults, first choices. */
export function expandSnippet(body: string): string {
  const defaults = new Map<string, string>();
  const reader = new SnippetReader(body, defaults);
  const parts = reader.read();
  return parts.map((part) => (typeof part === 'string' ? part : (defaults.get(part.stop) ?? ''))).join('');
}

type Part = string | { readonly stop: string };

/** The part of the grammar that our snippets use: https://code.visualstudio.com/docs/editing/userdefinedsnippets */
class SnippetReader {
  private at = 0;

  constructor(
    private readonly body: string,
    private readonly defaults: Map<string, string>,
  ) {}

  /** @param isInside up to the brace that closes a placeholder */
  read(isInside = false): Part[] {
    const parts: Part[] = [];
    while (this.at < this.body.length) {
      const next = this.body[this.at] ?? '';
      if (isInside && next === '}') {
        this.at++;
        return parts;
      }
      parts.push(this.part(next));
    }
    if (isInside) throw new Error(`A placeholder is not closed: ${this.body}`);
    return parts;
  }

  private part(next: string): Part {
    const escaped = /^\\([\\$}])/.exec(this.rest());
    if (escaped) return this.take(escaped[0], escaped[1] ?? '');
    const stop = /^\$(\d+)|^\$\{(\d+)\}/.exec(this.rest());
    if (stop) return this.take(stop[0], { stop: stop[1] ?? stop[2] ?? '' });
    const choice = /^\$\{(\d+)\|([^,|]*),[^|]*\|\}/.exec(this.rest());
    if (choice) {
      this.setDefault(choice[1] ?? '', choice[2] ?? '');
      return this.take(choice[0], { stop: choice[1] ?? '' });
    }
    const placeholder = /^\$\{(\d+):/.exec(this.rest());
    if (placeholder) {
      const stop = placeholder[1] ?? '';
      this.at += placeholder[0].length;
      const inner = this.read(true);
      const text = inner.map((part) =>
        typeof part === 'string' ? part : (this.defaults.get(part.stop) ?? ''),
      );
      this.setDefault(stop, text.join(''));
      return { stop };
    }
    if (next === '$') throw new Error(`A $ stands for nothing: ${this.rest().slice(0, 20)}`);
    return this.take(next, next);
  }

  private rest(): string {
    return this.body.slice(this.at);
  }

  private take(text: string, part: Part): Part {
    this.at += text.length;
    return part;
  }

  private setDefault(stop: string, text: string): void {
    if (!this.defaults.has(stop)) this.defaults.set(stop, text);
  }
}
