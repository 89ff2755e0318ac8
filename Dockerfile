# One image recipe for every service:
#   docker build --build-arg SERVICE=order-service -t waybill/order-service .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src

# .dockerignore lets in the poms and the services' sources, nothing else.
COPY . .
# All three at once, so that the images of one release share this layer. Tests and style are CI's.
RUN mvn -B -q -P '!format' -pl inventory-service,payment-service,order-service -am \
      -DskipTests package

FROM eclipse-temurin:25-jre
ARG SERVICE
RUN useradd --system --uid 10001 --no-create-home waybill
COPY --from=build /src/${SERVICE}/target/${SERVICE}.jar /app/service.jar
# One small collector and small headers suit a small heap. The other two quieten the JDK about what
# netty and protobuf do.
RUN printf '%s\n' -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
      --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow >/app/jvm.options
# A run that ends for want of a database writes down the classes it has loaded by then, as the JVM has
# them once they are loaded; a start takes a quarter less of processor time for it. The file fits this
# JVM and these options only; without it a start only takes longer.
RUN java @/app/jvm.options -XX:AOTCacheOutput=/app/service.aot -jar /app/service.jar \
      --database-url jdbc:postgresql://127.0.0.1:1/none || true
USER 10001
ENV WAYBILL_BIND=0.0.0.0 \
    WAYBILL_HEALTH_FILE=/tmp/healthy
# A third of the container's memory for the heap: the rest is netty's buffers, code and stacks.
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/service.aot", \
            "-XX:MaxRAMPercentage=35", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/service.jar"]
# The service asks itself over gRPC and touches the file on every good answer; a fresh file is health.
HEALTHCHECK --interval=2s --timeout=2s --start-period=30s --retries=5 \
  CMD test -n "$(find /tmp/healthy -newermt '-10 seconds' 2>/dev/null)"
