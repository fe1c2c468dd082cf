import { buildPage } from "./page-build.js";

/** `npm run build:web`: builds the roster page into web/dist, unless nothing has changed since it was built. */
await buildPage();
