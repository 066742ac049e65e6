import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The steps of this module's Maven build. Each does nothing when its inputs are the same as the last time that it
 * succeeded.
 */

const LEAST_NODE = [20, 19];
const PAGE = 'target/classes/webroot';
const PAGE_INPUTS = [
    'package.json',
    'package-lock.json',
    'vite.config.ts',
    'tsconfig.json',
    'index.html',
    'public',
    'src',
    'build',
];
const TEST_INPUTS = [...PAGE_INPUTS, 'tsconfig.test.json', 'tsconfig.tools.json', 'test', 'fake', 'measure'];

const STEPS = /** @type {Record<string, () => void>} */ ({
    page: () => {
        modules();
        unlessSame('page', PAGE_INPUTS, existsSync(join(PAGE, 'index.html')), () => {
            npx('tsc', '-p', 'tsconfig.json');
            npx('vite', 'build', '--logLevel', 'warn');
        });
    },
    test: () => {
        modules();
        unlessSame('test', TEST_INPUTS, true, () => {
            npm('run', '--silent', 'format:check');
            npx('tsc', '-p', 'tsconfig.tools.json');
            npm('run', '--silent', 'test');
        });
    },
    'browser-test': () => {
        modules();
        npm('run', '--silent', 'test:browser');
    },
});

const step = STEPS[process.argv[2] ?? ''];
if (step === undefined) {
    fail(`step ${process.argv[2]} is not one of ${Object.keys(STEPS).join(', ')}`);
} else {
    checkNode();
    step();
}

function checkNode() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const [leastMajor = 0, leastMinor = 0] = LEAST_NODE;
    if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
        fail(`Node.js ${process.versions.node} is too old: install ${LEAST_NODE.join('.')} or newer`);
    }
}

/** Installs exactly what the lock file names. */
function modules() {
    const inputs = ['package.json', 'package-lock.json', '.npmrc'];
    unlessSame('modules', inputs, existsSync('node_modules/.package-lock.json'), () =>
        npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
    );
}

/**
 * @param {string} name
 * @param {string[]} inputs
 * @param {boolean} isThere whether the result exists
 * @param {() => void} work
 */
function unlessSame(name, inputs, isThere, work) {
    const stamp = `target/${name}.stamp`;
    const digest = digestOf(inputs);
    if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
        return;
    }
    work();
    mkdirSync('target', { recursive: true });
    writeFileSync(stamp, digest);
}

/** @param {string[]} inputs files and folders */
function digestOf(inputs) {
    const hash = createHash('sha256').update(process.versions.node);
    for (const file of inputs.flatMap(filesOf)) {
        hash.update(file).update('\0').update(readFileSync(file)).update('\0');
    }
    return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
    if (!statSync(path).isDirectory()) {
        return [path];
    }
    return readdirSync(path)
        .sort()
        .flatMap((name) => filesOf(join(path, name)));
}

/** @param {string[]} args */
function npm(...args) {
    run('npm', args);
}

/** @param {string} tool @param {string[]} args */
function npx(tool, ...args) {
    run(join('node_modules', '.bin', tool), args);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
    const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) {
        fail(`${command} ${args.join(' ')}: ${error?.message ?? `exit code ${status}`}`);
    }
}

/** @param {string} message @returns {never} */
function fail(message) {
    console.error(`webroot: ${message}`);
    process.exit(1);
}
