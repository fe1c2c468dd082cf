import type { Plugin } from "rolldown";

const FILE = /@apollo\/server\/dist\/esm\/utils\/makeGatewayGraphQLRequestContext\.js$/;

/** An object literal with accessors. */
const LITERAL = `{
            headers: new FetcherHeadersForHeaderMap(newRequestContext.response.http.headers),
            get status() {
                return newRequestContext.response.http.status;
            },
            set status(newStatus) {
                newRequestContext.response.http.status = newStatus;
            },
        }`;

/** A class with the same properties. */
const CLASS = `
class GatewayResponse {
    #requestContext;
    constructor(requestContext) {
        this.#requestContext = requestContext;
        this.headers = new FetcherHeadersForHeaderMap(requestContext.response.http.headers);
    }
    get status() {
        return this.#requestContext.response.http.status;
    }
    set status(newStatus) {
        this.#requestContext.response.http.status = newStatus;
    }
}
`;

/**
 * V8 makes a hidden class for each object that a literal with accessors creates. It refers to the accessors, and these to
 * the request, which therefore takes memory until the next full collection. With a class, there is one hidden class for all.
 */
export function patchApolloServer(): Plugin {
  return {
    name: "patch-apollo-server",
    transform: {
      filter: { id: FILE },
      handler(code) {
        if (!code.includes(LITERAL)) {
          throw new Error(
            "Apollo Server has changed the file that this build patches. Compare it with scripts/apollo-patch.ts.",
          );
        }
        const patched = code.replace(LITERAL, "new GatewayResponse(newRequestContext)") + CLASS;
        // The build's source maps leave packages out.
        return { code: patched, map: { mappings: "" } };
      },
    },
    buildEnd() {
      const isPatched = [...this.getModuleIds()].some((id) => FILE.test(id));
      if (!isPatched) throw new Error("Apollo Server no longer has the file that this build patches.");
    },
  };
}
