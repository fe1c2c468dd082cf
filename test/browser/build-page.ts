import { buildPage } from "../../scripts/page-build.js";

/** Builds the roster page before the tests start, since several of them would otherwise build it at the same time. */
export const setup = (): Promise<void> => buildPage();
