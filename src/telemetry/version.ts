/** This server's version in metrics and traces. A test compares it with package.json, which the build cannot read. */
export const VERSION = "0.1.0";
