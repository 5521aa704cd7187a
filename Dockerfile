FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/platforms/local/web ./src/platforms/local/web
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/sample ./sample
COPY --from=build /app/assets ./assets
USER node
CMD ["node", "--enable-source-maps", "--disable-warning=DeprecationWarning", "dist/main.js"]
