import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/** Every script and style directly in src/ is an entry of its own; what starts with _ is a part. */
function entries(): string[] {
  return readdirSync("src")
    .filter((name) => /^[^_].*\.(ts|scss)$/.test(name))
    .map((name) => `src/${name}`);
}

/** The icons are a file of their own, named in the manifest like the entries. */
function sprite(path: string): Plugin {
  return {
    name: "byline-sprite",
    buildStart() {
      this.addWatchFile(path);
      this.emitFile({
        type: "asset",
        name: path.slice(path.lastIndexOf("/") + 1),
        originalFileName: path,
        source: readFileSync(path),
      });
    },
  };
}

/** `Features.DirSelector` of Lightning CSS, which Vite minifies with. */
const DIR_SELECTOR = 4;

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [sprite("src/icons.svg")],
  css: {
    // For older browsers it would make `:dir()` a list of languages. A comment of a stranger is in
    // none that we know; its direction is found by its letters.
    lightningcss: { exclude: DIR_SELECTOR },
    preprocessorOptions: {
      // Bootstrap 5.3 is written for Sass's older rules; its warnings are not ours to act on.
      scss: { quietDeps: true, silenceDeprecations: ["import", "if-function"] },
    },
  },
  build: {
    outDir: "../src/byline/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false,
    rolldownOptions: {
      input: entries(),
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
