# All roles of Stocktide, one image: docker build -t stocktide . ; docker run stocktide --help
FROM debian:bookworm-slim AS build
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven zip \
 && rm -rf /var/lib/apt/lists/*
# For networks that break TLS open: the certificates that Maven must trust there, in PEM.
ARG EXTRA_CA=""
RUN if [ -n "$EXTRA_CA" ]; then \
      printf '%s\n' "$EXTRA_CA" | awk '/BEGIN/ { n++ } { print > "/usr/local/share/ca-certificates/extra-" n ".crt" }' \
      && update-ca-certificates; \
    fi
WORKDIR /build
# The poms alone first: what Maven fetches stays in its layer for as long as no pom changes.
COPY .mvn .mvn
COPY pom.xml ./
COPY schemas/pom.xml schemas/
COPY service/pom.xml service/
COPY ingest/pom.xml ingest/
COPY topology/pom.xml topology/
COPY sync-sink/pom.xml sync-sink/
COPY shopify-simulator/pom.xml shopify-simulator/
COPY standalone/pom.xml standalone/
COPY system-tests/pom.xml system-tests/
COPY bench/pom.xml bench/
COPY helm/pom.xml helm/
ARG MVN="mvn -B -q -ntp -DskipTests -Dspotless.skip=true -pl standalone -am"
RUN $MVN package
COPY schemas schemas
COPY service service
COPY ingest ingest
COPY topology topology
COPY sync-sink sync-sink
COPY shopify-simulator shopify-simulator
COPY standalone standalone
# RocksDB's jar holds its library for every system there is; 64-bit Linux with glibc is what runs here.
RUN $MVN package \
 && zip -q -d standalone/target/lib/rocksdbjni-*.jar '*.dll' '*.jnilib' '*musl*' '*ppc64*' '*s390x*' '*riscv64*' '*linux32*' \
 && mkdir -p /image/own && mv standalone/target/lib/stocktide-*.jar /image/own/ && mv standalone/target/lib /image/theirs

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 stocktide \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/stocktide --shell /usr/sbin/nologin stocktide \
 && install -d -o stocktide -g stocktide /var/lib/stocktide /etc/stocktide
WORKDIR /var/lib/stocktide
# What changes seldom first, so that a change of our code is a layer of a few megabytes.
COPY --from=build /image/theirs /opt/stocktide/lib
COPY bin/launch bin/entrypoint bin/healthy /opt/stocktide/bin/
COPY --from=build /image/own /opt/stocktide/lib
USER 10001:10001
EXPOSE 8080 8081 8082
STOPSIGNAL SIGTERM
# A topology is ready once its state is restored, which takes as long as it takes.
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 CMD ["/opt/stocktide/bin/healthy"]
ENTRYPOINT ["/opt/stocktide/bin/entrypoint"]
CMD ["--help"]
