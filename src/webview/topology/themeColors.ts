import { colorNames, type ColorName, type Palette } from '../../analysis/topology/drawing/palette';

/** The drawing's colours as styles/topology.css derives them from the theme: they change with it. */
export const themePalette = Object.fromEntries(
  colorNames.map((name) => [name, `var(--topology-${name})`]),
) as Record<ColorName, string> satisfies Palette;

/** What they are now, opaque and without variables, for files that are to look the same elsewhere. */
export function resolvedColors(): Record<string, string> {
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (name: ColorName) => {
    probe.style.color = themePalette[name];
    return channelsOf(getComputedStyle(probe).color);
  };
  const background = read('background');
  const colors = colorNames.map((name) => [name, hexOf(over(read(name), background))]);
  probe.remove();
  return Object.fromEntries(colors) as Record<string, string>;
}

type Channels = readonly [red: number, green: number, blue: number, alpha: number];

/** Of `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)` and `color(srgb 0.1 0.2 0.3 / 0.4)`. */
export function channelsOf(css: string): Channels {
  const [red = 0, green = 0, blue = 0, alpha = 1] = [...css.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  const scale = css.startsWith('color(') ? 255 : 1;
  return [red * scale, green * scale, blue * scale, alpha];
}

export function over([red, green, blue, alpha]: Channels, below: Channels): Channels {
  const mix = (value: number, other: number) => value * alpha + other * (1 - alpha);
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
}

export function hexOf([red, green, blue]: Channels): string {
  const digits = (value: number) =>
    Math.min(255, Math.max(0, Math.round(value)))
      .toString(16)
      .padStart(2, '0');
  return `#${digits(red)}${digits(green)}${digits(blue)}`;
}
