/** Of this server, as metrics and traces tell it. A test holds it to package.json, which is not where the build can find it. */
export const VERSION = "0.1.0";
