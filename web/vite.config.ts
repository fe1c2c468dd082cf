import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The gateway that `npm run web` calls. `npm run demo` starts one there. */
const gateway = process.env["GATEWAY_URL"] ?? "http://127.0.0.1:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: "es2023",
    // The content security policy allows no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
    chunkSizeWarningLimit: 800,
  },
  server: {
    host: "127.0.0.1",
    port: 4005,
    proxy: {
      "/graphql": gateway,
      "/people.json": gateway,
      "/demo.json": gateway,
      "/demo/": gateway,
      "/explorer": gateway,
    },
  },
});
