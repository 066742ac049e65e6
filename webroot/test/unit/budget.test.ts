import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { budget, weigh } from '../../build/budget.mjs';

describe("the bundle's budget", () => {
  const code = randomBytes(5_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'budget-'));
    await writeFile(join(folder, 'page.js'), code);
    await writeFile(join(folder, 'page.css'), '');
  });

  after(() => rm(folder, { recursive: true }));

  it('counts every file as it travels: compressed', async () => {
    const { total } = await weigh(folder);
    assert.equal(total, gzipSync(code).byteLength + gzipSync('').byteLength);
  });

  it('stops the build with the figure when it is passed, and not before', async () => {
    const { total } = await weigh(folder);
    const build = async (most: number): Promise<string | undefined> => {
      let error: string | undefined;
      const { writeBundle } = budget(most) as unknown as {
        writeBundle: (this: { error: (message: string) => void }, options: { dir: string }) => Promise<void>;
      };
      await writeBundle.call({ error: (message) => (error = message) }, { dir: folder });
      return error?.split('\n')[0];
    };
    assert.equal(await build(total), undefined);
    const figure = total.toLocaleString('en-US');
    assert.equal(
      await build(total - 1),
      `page: ${figure} of ${(total - 1).toLocaleString('en-US')} bytes gzipped: 1 too many`,
    );
  });
});
