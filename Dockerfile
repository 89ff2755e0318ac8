# One image recipe for every service, and one for the command line:
#   docker build --build-arg SERVICE=NAME-service -t waybill/NAME-service .
#   docker build --target cli -t waybill/cli .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src

# .dockerignore lets in what is built from, nothing else.
COPY . .
# What later stages copy is for everybody to read, whatever modes the checkout has.
RUN chmod -R a+rX deploy
# All at once, so that the images of one release share this layer. Tests and style are CI's.
RUN mvn -B -q -P '!format' -pl cli -am -DskipTests package
# Every service's jar in a folder of its name, for the stages below.
RUN for jar in *-service/target/*-service.jar; do \
      install -D -m 644 "$jar" "/services/$(basename "$jar" .jar)/service.jar" || exit; \
    done

FROM eclipse-temurin:25-jre AS cli
COPY --from=build /src/cli/target/waybill-cli.jar /app/waybill-cli.jar
USER 10001
# The JVM takes arguments and the environment for text in the locale's character set.
ENV LC_ALL=C.UTF-8
# No option here collides with one in the user's JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
            "-jar", "/app/waybill-cli.jar"]

# The services run for a while and leave behind what a start can make use of.
FROM eclipse-temurin:25-jre AS train
# An ordinary user runs PostgreSQL under its own account, so nothing needs to be given away.
RUN useradd --system --uid 10001 --create-home waybill && install -d -o waybill /train
USER waybill
COPY --from=build /src/deploy/aot /aot
COPY --from=build --chown=waybill /services /train
COPY --from=build --chown=waybill /src/cli/target/waybill-cli.jar /train/cli.jar
RUN bash /aot/train /train /train/cli.jar

FROM eclipse-temurin:25-jre
ARG SERVICE
RUN useradd --system --uid 10001 --no-create-home waybill
COPY --from=build /src/deploy/aot/jvm.options /src/deploy/aot/yield.sh /src/deploy/aot/start /app/
COPY --from=train /train/${SERVICE}/service.jar /train/${SERVICE}/service.aot /app/
USER 10001
# The JVM takes arguments and the environment for text in the locale's character set.
ENV LC_ALL=C.UTF-8 \
    WAYBILL_BIND=0.0.0.0 \
    WAYBILL_METRICS_BIND=0.0.0.0 \
    WAYBILL_HEALTH_FILE=/tmp/healthy
ENTRYPOINT ["bash", "/app/start"]
# The service asks itself over gRPC and touches the file on every good answer; a fresh file is health.
HEALTHCHECK --interval=2s --timeout=2s --start-period=30s --retries=5 \
  CMD test -n "$(find /tmp/healthy -newermt '-10 seconds' 2>/dev/null)"
