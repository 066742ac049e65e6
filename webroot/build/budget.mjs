import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Fails the build when all files of the page together, each compressed as a server would send it, are larger than
 * `most` bytes.
 *
 * @param {number} most bytes
 * @returns {import('vite').Plugin}
 */
export function budget(most) {
    return {
        name: 'budget',
        apply: 'build',
        async writeBundle(options) {
            const { total, lines } = await weigh(String(options.dir));
            const summary = `page: ${total.toLocaleString('en-US')} of ${most.toLocaleString('en-US')} bytes gzipped`;
            if (total > most) {
                this.error(`${summary}: ${(total - most).toLocaleString('en-US')} too many\n${lines.join('\n')}`);
            }
            console.log(`${summary}\n${lines.join('\n')}`);
        },
    };
}

/**
 * @param {string} folder
 * @returns {Promise<{total: number, lines: string[]}>} compressed bytes of all files below it, and a line for each
 */
export async function weigh(folder) {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    let total = 0;
    const lines = [];
    for (const file of files) {
        const path = join(file.parentPath, file.name);
        const bytes = gzipSync(await readFile(path), { level: 6 }).byteLength;
        total += bytes;
        lines.push(`  ${String(bytes).padStart(7)}  ${file.name}`);
    }
    return { total, lines: lines.sort().reverse() };
}
