const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * Says where messages may go: to the origins that are configured, exactly; where none are, in development to this
 * machine, in production nowhere.
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
