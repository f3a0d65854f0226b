# The console alone: point FLYTE_ADMIN_URL at a FlyteAdmin. The embedded Flyte is for the demo and is not in the image.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npx next build && cp -r .next/static .next/standalone/.next/static && cp -r public .next/standalone/public

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production PORT=8080 HOSTNAME=0.0.0.0
COPY --from=build --chown=node:node /app/.next/standalone ./
USER node
EXPOSE 8080
CMD ["node", "server.js"]
