# Class Groups as a container: `docker build --tag class-groups .`; docs/operations.md says how to run it.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json ./web/
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# Hive Gateway's runtime in front of the server, with the roster page, for ops/compose.yaml: `--target gateway`.
FROM build AS gateway
RUN npm run supergraph -- ops/supergraph.yaml && npm run build:web
ENV NODE_ENV=production PAGE_DIR=web/dist
USER node
EXPOSE 4000
CMD ["node", "--import", "tsx", "ops/gateways/serve.ts"]

# The roster page, for `ops/compose.yaml --profile demo`, which mounts ops/page/nginx.conf: `--target page`.
FROM nginxinc/nginx-unprivileged:1.28-alpine AS page
COPY --from=gateway /app/web/dist /usr/share/nginx/html

FROM node:${NODE_VERSION}-bookworm-slim AS server
# The container's own addresses; what may reach them is decided outside it.
ENV NODE_ENV=production HOST=0.0.0.0 ADMIN_HOST=0.0.0.0 WEBHOOKS_HOST=0.0.0.0
# With this, the server takes less memory: docs/adr/0027-the-server-is-bundled.md.
ENV MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
# The bundle contains the other packages. Their licenses are in dist/THIRD-PARTY-LICENSES.txt.
COPY --from=build /app/node_modules/@electric-sql/pglite ./node_modules/@electric-sql/pglite
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
USER node
EXPOSE 4001 4002 4004
# It writes no file: run it with a read-only root.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ADMIN_PORT || 4002}/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "dist/main.js"]
