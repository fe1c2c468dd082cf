import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { simulatedVendors } from "../demo/vendors.js";
import { build, builtScript, buildServer, START_ENV } from "./build.js";
import { ACCESS_CONTROL } from "./callers.js";
import { type Child, startChild } from "./child.js";

/** The server as it ships, and the vendor stub behind it. */
export interface Shipped extends AsyncDisposable {
  readonly server: Child;
  readonly vendor: Child;
}

/** Builds and starts both. The server runs in production mode and knows nothing of the bench but its environment. */
export async function startShipped(options: {
  vendorEnv?: Readonly<Record<string, string>>;
  serverEnv?: Readonly<Record<string, string>>;
}): Promise<Shipped> {
  await build("tsconfig.stub.json");
  const script = await buildServer();
  const vendor = await startChild(builtScript("vendor"), options.vendorEnv ?? {});
  try {
    const server = await startServer(script, vendor.url, options.serverEnv);
    return {
      server,
      vendor,
      async [Symbol.asyncDispose]() {
        await Promise.all([server.stop(), vendor.stop()]);
      },
    };
  } catch (error) {
    await vendor.stop();
    throw error;
  }
}

/** Production settings in front of this vendor. The measured operations do not use the store. */
export const productionEnv = (vendorUrl: string): Record<string, string> => ({
  ...simulatedVendors(vendorUrl),
  ...ACCESS_CONTROL,
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  ADMIN_PORT: "0",
  DATA_DIR: "/dev/null/none",
  // A blank variable has its default, whatever the shell says.
  MAX_CONNECTIONS: "",
  TENCENT_IM_CALLS_PER_SECOND: "",
  // Every request of a measurement reads from the vendor.
  READ_MAX_AGE_SECONDS: "0",
});

/** Starts what `buildServer` built, as `npm start` does. */
export async function startServer(
  script: string,
  vendorUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const port = await freePort();
  return startChild(
    script,
    { ...productionEnv(vendorUrl), ...START_ENV, PORT: `${port}`, ...env },
    { url: `http://127.0.0.1:${port}/graphql`, probe: builtScript("probe") },
  );
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
