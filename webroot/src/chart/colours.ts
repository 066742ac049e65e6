/** Colours of the chart, which draws on a canvas and so cannot use the style sheet itself. */
export interface ChartColours {
  readonly background: string;
  readonly text: string;
  readonly grid: string;
  readonly line: string;
  readonly up: string;
  readonly down: string;
  readonly flat: string;
  readonly upVolume: string;
  readonly downVolume: string;
  readonly label: string;
  readonly price: string;
}

/** Reads the theme's colours from the style sheet, resolved for the theme that is shown now. */
export function readColours(host: HTMLElement): ChartColours {
  const probe = document.createElement('i');
  probe.hidden = true;
  host.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    background: read('panel'),
    text: read('quiet'),
    grid: read('grid'),
    line: read('border'),
    up: read('up'),
    down: read('down'),
    flat: read('signal'),
    upVolume: read('up-volume'),
    downVolume: read('down-volume'),
    label: read('label'),
    price: read('accent-fill'),
  };
  probe.remove();
  return colours;
}
