import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = 'node_modules/axe-core/axe.min.js';

/** What the accessibility rules object to. */
export async function objections(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (root: Document) => Promise<any> } };
    const { violations } = await axe.run(document);
    return violations.map(
      (rule: any) =>
        `${rule.id}: ${rule.nodes
          .map((node: any) => node.html + node.failureSummary)
          .slice(0, 6)
          .join(' | ')}`,
    );
  });
}
