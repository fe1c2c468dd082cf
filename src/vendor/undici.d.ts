/** The package's main module also loads its fetch, its caches and its mock. This part has no types of its own. */
declare module "undici/lib/dispatcher/pool.js" {
  export { Pool as default } from "undici";
}
