package dev.waybill.cli.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that must name every service agree with the list of services, so none is forgotten. */
final class DeploymentTest {
  private static final Path ROOT = Path.of("..");
  private static final String COMPOSE = read("docker-compose.yml");
  private static final String SECURE_COMPOSE = read("docker-compose.secure.yml");
  private static final String PROXY = read("deploy/compose/proxy/haproxy.cfg");

  @Test
  void defaultPortsFollowOneAnother() {
    int first = Services.ALL.getFirst().port();

    assertThat(Services.ALL.stream().map(ServiceDefinition::port))
        .containsExactlyElementsOf(
            IntStream.range(first, first + Services.ALL.size()).boxed().toList());
  }

  @Test
  void everyServiceIsAModuleOfItsTitle() {
    assertThat(Services.ALL)
        .allSatisfy(service -> assertThat(ROOT.resolve(service.title())).isDirectory());
  }

  @TestFactory
  Stream<DynamicTest> composeRunsTheService() {
    return forEach(
        service -> {
          String block = block(service);
          assertThat(block).contains("SERVICE: " + service.title() + "\n");
          assertThat(block).contains("image: waybill/" + service.title() + "\n");
          assertThat(block).contains("WAYBILL_ALLOW_PLAINTEXT: \"true\"\n");
          assertThat(block).contains("WAYBILL_METRICS_PORT: \"${WAYBILL_METRICS_PORT:-0}\"\n");
          service
              .database()
              .ifPresent(
                  database -> {
                    assertThat(block).contains("postgres:5432/" + database.name() + "\n");
                    assertThat(block).contains("DATABASE_USER: " + database.name() + "\n");
                  });
          for (String called : service.calls()) {
            assertThat(block)
                .contains(
                    "WAYBILL_%s_TARGET: %s:%s\n"
                        .formatted(variable(called), called, Services.named(called).port()))
                .contains("      " + called + ":\n        condition: service_healthy");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> composeGivesTheServiceItsOwnKey() {
    return forEach(
        service ->
            assertThat(SECURE_COMPOSE)
                .contains("      - %1$s-secrets:/services/%1$s".formatted(service.name()))
                .contains(
                    """
                      %1$s:
                        environment: *settings
                        volumes:
                          - %1$s-secrets:/secrets:ro
                        depends_on: *after-certs
                    """
                        .formatted(service.name()))
                .containsPattern("(?m)^  %s-secrets:".formatted(service.name())));
  }

  @TestFactory
  Stream<DynamicTest> composePublishesThePortOfTheService() {
    return forEach(
        service ->
            assertThat(COMPOSE)
                .contains(
                    "\"127.0.0.1:${WAYBILL_PUBLISH_%1$s:-%2$s}:%2$s\""
                        .formatted(variable(service.name()), service.port())));
  }

  /** A name as a part of a variable's name. */
  private static String variable(String name) {
    return name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @TestFactory
  Stream<DynamicTest> proxyForwardsToTheService() {
    return forEach(
        service ->
            assertThat(PROXY)
                .contains(
                    "listen %1$s\n  bind :%2$s\n  server-template %1$s 1-10 %1$s:%2$s\n"
                        .formatted(service.name(), service.port())));
  }

  @Test
  void composeCreatesTheDatabasesOfAllServicesAndNoOther() {
    List<String> created =
        List.of(only(Pattern.compile("for name in (.*); do"), COMPOSE).group(1).split(" ", -1));

    assertThat(created)
        .containsExactlyInAnyOrderElementsOf(
            Services.ALL.stream()
                .flatMap(service -> service.database().stream())
                .map(ServiceDefinition.ServiceDatabase::name)
                .toList());
  }

  @Test
  void composeAndProxyHaveNoServiceThatIsNotThere() {
    List<String> images = all(Pattern.compile("SERVICE: (\\S+)"), COMPOSE);
    List<String> secured = all(Pattern.compile(":/services/(\\S+)"), SECURE_COMPOSE);
    List<String> forwarded = all(Pattern.compile("(?m)^listen (\\S+)"), PROXY);

    assertThat(images)
        .containsExactlyInAnyOrderElementsOf(
            Services.ALL.stream().map(ServiceDefinition::title).toList());
    assertThat(secured)
        .containsExactlyInAnyOrderElementsOf(
            Services.ALL.stream().map(ServiceDefinition::name).toList());
    assertThat(forwarded)
        .containsExactlyInAnyOrderElementsOf(
            Services.ALL.stream().map(ServiceDefinition::name).toList());
  }

  private static Stream<DynamicTest> forEach(ServiceCheck check) {
    return Services.ALL.stream()
        .map(service -> DynamicTest.dynamicTest(service.title(), () -> check.of(service)));
  }

  /** The lines of the service in docker-compose.yml. */
  private static String block(ServiceDefinition<?, ?> service) {
    return only(
            Pattern.compile("(?ms)^  %s:\n.*?(?=^  \\S|^\\S)".formatted(service.name())), COMPOSE)
        .group();
  }

  private static MatchResult only(Pattern pattern, String text) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    assertThat(found).as(pattern.pattern()).hasSize(1);
    return found.getFirst();
  }

  private static List<String> all(Pattern pattern, String text) {
    return new ArrayList<>(pattern.matcher(text).results().map(found -> found.group(1)).toList());
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface ServiceCheck {
    void of(ServiceDefinition<?, ?> service);
  }
}
