# Build: docker build -t priority-line .
# Run:   docker run -p 8080:8080 -e DATABASE_URL=… -e SECRET_KEY=… -e PUBLIC_URL=… \
#          -e TWILIO_ACCOUNT_SID=… -e TWILIO_AUTH_TOKEN=… -e HOTLINE_NUMBER=… priority-line
# Commands: docker exec CONTAINER node src/cli.ts doctor
# The runtime is the one of package.json; sh deploy/pin-images.sh writes its digest behind it.
# The same image serves as ROLE=web and ROLE=worker. Without DATABASE_URL it keeps its own database in the volume /data.

FROM node:24.21.0-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24.21.0-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/data \
    PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY voice-flows voice-flows
COPY directory.sample.yaml ./
RUN mkdir /data && chown node:node /data
# by number, so that a platform can see that it is not root
USER 1000:1000
VOLUME /data
EXPOSE 8080 9464
# the process drains calls on SIGTERM by itself
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "src/main.ts"]
