export interface MenuItem {
  readonly label: string;
  /** Said and shown after the label, dimmed. */
  readonly detail?: string;
  /** A check box (several can be on) or one of a choice. */
  readonly check?: { readonly on: boolean; readonly choice: boolean };
  readonly separated?: boolean;
  readonly run: () => void;
  /** Stays open after it ran, so that several columns can be switched in a row. */
  readonly keepsOpen?: boolean;
}

/**
 * Opens a menu under an element, or at a place of the page. It closes on Escape, on a click elsewhere and when the window loses focus, and gives
 * the focus back. `items` is asked again after an item that keeps the menu open.
 */
export function openMenu(
  anchor: HTMLElement,
  items: () => readonly MenuItem[],
  at: {
    readonly left: number;
    readonly top: number;
    readonly bottom: number;
  } = anchor.getBoundingClientRect(),
): void {
  const menu = document.createElement('div');
  menu.className = 'menu';
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', anchor.title || (anchor.ariaLabel ?? 'Actions'));
  menu.popover = 'auto';
  const fill = (focused: number) => {
    menu.replaceChildren(...items().flatMap((item) => elementsOf(item)));
    entries(menu)[focused]?.focus();
  };
  const elementsOf = (item: MenuItem): HTMLElement[] => {
    const element = itemElement(item);
    element.addEventListener('click', () => {
      const index = entries(menu).indexOf(element);
      if (!item.keepsOpen) menu.hidePopover();
      item.run();
      if (item.keepsOpen) fill(index);
    });
    if (!item.separated) return [element];
    const line = document.createElement('hr');
    line.setAttribute('role', 'separator');
    return [line, element];
  };
  menu.addEventListener('keydown', (event) => pressed(menu, event));
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    anchor.setAttribute('aria-expanded', 'false');
    if (menu.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    menu.remove();
  });
  document.body.append(menu);
  anchor.setAttribute('aria-expanded', 'true');
  menu.showPopover();
  fill(0);
  place(menu, at);
}

function itemElement({ label, detail, check }: MenuItem): HTMLElement {
  const element = document.createElement('div');
  element.className = 'menu-item';
  element.tabIndex = -1;
  element.setAttribute('role', check ? (check.choice ? 'menuitemradio' : 'menuitemcheckbox') : 'menuitem');
  const icon = document.createElement('span');
  icon.className = `codicon ${check?.on ? 'codicon-check' : 'codicon-blank'}`;
  icon.setAttribute('aria-hidden', 'true');
  if (check) element.setAttribute('aria-checked', String(check.on));
  const text = document.createElement('span');
  text.className = 'menu-label';
  text.textContent = label;
  element.append(icon, text);
  if (detail) {
    const more = document.createElement('span');
    more.className = 'menu-detail';
    more.textContent = detail;
    element.append(more);
  }
  return element;
}

function entries(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('.menu-item')];
}

function pressed(menu: HTMLElement, event: KeyboardEvent): void {
  const all = entries(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all[to % all.length]?.focus();
  else if (event.key === 'Enter' || event.key === ' ') all[at]?.click();
  else if (event.key === 'Tab') menu.hidePopover();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu: HTMLElement, anchor: { left: number; top: number; bottom: number }): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + 2;
  const top = below + height > window.innerHeight ? Math.max(2, anchor.top - height - 2) : below;
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(2, Math.min(anchor.left, window.innerWidth - width - 2))}px`;
}
