import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { FakeServer } from '../../fake/server.mjs';
// Declares window.bourse.
import type {} from '../../src/shell/diagnostics.ts';

/** Where Chromium is: BOURSE_CHROMIUM, or the first of its usual names on the PATH. */
export const CHROMIUM = process.env['BOURSE_CHROMIUM'] ?? findChromium();

/** Given to a suite: says visibly why it is skipped where there is no browser. */
export const SKIP = CHROMIUM === undefined ? 'no Chromium: install it, or name it in BOURSE_CHROMIUM' : false;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PAGE_FOLDER = 'target/classes/webroot';

export const WIDE = { viewport: { width: 1440, height: 900 } } as const;
export const NARROW = { viewport: { width: 390, height: 844 } } as const;

/** A served market, and pages of one real browser that look at it. Notes what a sound page never causes. */
export class Scene {
  /** Errors and warnings of the console, uncaught errors, and requests to anything but the server. */
  readonly faults: string[] = [];

  private constructor(
    readonly server: FakeServer,
    private readonly browser: Browser,
  ) {}

  static async start(options: ConstructorParameters<typeof FakeServer>[0] = {}): Promise<Scene> {
    const server = new FakeServer({ folder: PAGE_FOLDER, ...options });
    await server.start();
    const executablePath = CHROMIUM as string;
    return new Scene(server, await chromium.launch({ executablePath, args: FLAGS }));
  }

  /** A page in a fresh profile; `prepare` runs in it before anything of the page does. */
  async open(options: BrowserContextOptions = WIDE, path = '', prepare?: () => void): Promise<Page> {
    const context = await this.browser.newContext(options);
    const page = await context.newPage();
    if (prepare !== undefined) {
      await page.addInitScript(prepare);
    }
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.faults.push(`${message.type()}: ${message.text()}`);
      }
    });
    page.on('request', (request) => {
      const servers = [this.server.url, this.server.gateway?.url ?? this.server.url];
      if (!servers.some((url) => request.url().startsWith(url))) {
        this.faults.push(`request: ${request.url()}`);
      }
    });
    await page.goto(this.server.url + path);
    return page;
  }

  /** The newest view that a page said. */
  lastView(): Record<string, any> {
    return this.server.received.findLast((body) => body.op === 'view') ?? {};
  }

  /** Waits until the newest view that a page said is as wanted; gives what `wanted` made of it. */
  async untilView<T>(wanted: (view: Record<string, any>) => T | false): Promise<T> {
    return until(() => wanted(this.lastView()));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }
}

/** Waits until `look` sees what it wants; gives that. */
export async function until<T>(look: () => T | false): Promise<T> {
  for (let tries = 0; tries < 1_000; tries++) {
    const seen = look();
    if (seen !== false) {
      return seen;
    }
    await setTimeout(20);
  }
  throw new Error(`not within 20 s: ${look}`);
}

/** Waits until the connection shows this state. */
export async function untilConnection(page: Page, label: string): Promise<void> {
  await page.getByTestId('connection').filter({ hasText: label }).waitFor();
}

/** Waits until rows are on the screen. */
export async function untilRows(page: Page): Promise<void> {
  await page.waitForFunction(() => window.bourse.rowsShown > 5);
}

/** The symbols on the screen from top to bottom. */
export async function symbols(page: Page): Promise<readonly string[]> {
  return page.getByTestId('market-row').evaluateAll((rows) =>
    rows
      .filter((row) => !(row as HTMLElement).hidden)
      .map((row) => ({ top: row.getBoundingClientRect().top, symbol: (row as HTMLElement).dataset['symbol'] ?? '' }))
      .sort((left, right) => left.top - right.top)
      .map(({ symbol }) => symbol),
  );
}

function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}
