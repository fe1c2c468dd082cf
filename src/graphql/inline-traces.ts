import type { ApolloServerPlugin } from "@apollo/server";
import { TRACE_HEADER } from "./execution/executor.js";

/**
 * Answers a gateway's request for a trace of each field, by Apollo's plugin. It loads with the first such request, because
 * it is large and most gateways never ask.
 */
export function inlineTraces(): ApolloServerPlugin {
  const load = async () => {
    const { ApolloServerPluginInlineTrace } = await import("@apollo/server/plugin/inlineTrace");
    return ApolloServerPluginInlineTrace({ includeErrors: { masked: true } });
  };
  let plugin: ReturnType<typeof load> | undefined;
  return {
    async requestDidStart(context) {
      if (context.request.http?.headers.has(TRACE_HEADER) !== true) return undefined;
      const traces = await (plugin ??= load());
      return (await traces.requestDidStart?.(context)) ?? undefined;
    },
  };
}
