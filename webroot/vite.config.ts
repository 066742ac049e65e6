import { defineConfig } from 'vite';
import { budget } from './build/budget.mjs';

/**
 * Where the page finds a server while it is developed: the fake one (`npm run fake`) unless BOURSE_SERVER says
 * otherwise.
 */
const server = process.env['BOURSE_SERVER'] ?? 'http://127.0.0.1:8099';

export default defineConfig({
  base: './',
  define: { global: 'globalThis' },
  build: {
    outDir: process.env['BOURSE_PAGE_OUT'] ?? 'target/classes/webroot',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.txt' },
    reportCompressedSize: false,
  },
  plugins: [budget(150_000)],
  server: {
    proxy: {
      '/eventbus': { target: server, ws: true },
      '/v1': { target: server },
      '/config.json': { target: server },
      '/docs': { target: server },
    },
  },
});
