const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * Decides where messages may be sent: only to the configured origins. If none are configured, to this machine in
 * development and nowhere in production.
 */
export function callbackPolicy(options: {
  origins: readonly string[] | undefined;
  development: boolean;
}): (callbackUrl: string) => URL | null {
  const origins = new Set(options.origins);
  return (callbackUrl) => {
    if (!URL.canParse(callbackUrl)) return null;
    const url = new URL(callbackUrl);
    if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
    const allowed =
      options.origins === undefined
        ? options.development && LOOPBACK.has(url.hostname)
        : origins.has(url.origin);
    return allowed ? url : null;
  };
}
