# syntax=docker/dockerfile:1
# Latchkey as an image: built with the compiler, served without it, by a user who may write nothing but /data.
#
#   docker build -t latchkey .
#   docker run --read-only --tmpfs /tmp -v latchkey:/data --env-file .env -p 3978:3978 latchkey
#
# Settings come from the environment alone, secrets too: none is in the image.
FROM node:24.20.0-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts ./scripts
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
COPY dialogs ./dialogs
COPY public ./public
# The browser files are packed once more, now that all of them are here.
RUN npm run -s build && npm run -s prepare

FROM node:24.20.0-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The browser files come from the stage before, so nothing is prepared here.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24.20.0-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/public ./public
COPY training/intents.bin ./training/
COPY package.json ./
COPY data/demo-accounts.ndjson ./data/
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A stop finishes the turns and messages under way, up to 28 seconds: docker stop --time 30.
STOPSIGNAL SIGTERM
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
