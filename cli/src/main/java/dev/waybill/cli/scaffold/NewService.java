package dev.waybill.cli.scaffold;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceDefinition.ServiceDatabase;
import dev.waybill.local.stack.Services;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A new service of this repository, copied from the template.
 *
 * @param service its name
 * @param resource what it keeps
 * @param resources the plural of the resource
 */
record NewService(Name service, Name resource, Name resources) {
  private static final String JAVA = "src/main/java/dev/waybill/";
  private static final String CONTRACTS = "proto/src/main/protobuf/waybill/";
  private static final String SYSTEM_TESTS =
      "system-tests/src/test/java/dev/waybill/system/template";
  private static final List<String> SOURCES =
      List.of(
          "template-service/pom.xml", "template-service/src", CONTRACTS + "template", SYSTEM_TESTS);

  private static final String METRICS = "docs/metrics.md";
  private static final int TEMPLATE_PORT = 50_054;

  /** Names of folders, images and databases that something else has or will need. */
  private static final List<String> TAKEN =
      List.of(
          "proxy",
          "postgres",
          "template0",
          "template1",
          "rpc",
          "audit",
          "proto",
          "local",
          "system");

  /**
   * Computes the files.
   *
   * @throws Refusal if a name is taken
   */
  Changes in(Checkout checkout) {
    requireFree(checkout);
    int port = port();
    Words words =
        new Words().unit("template", service).thing("samples", resources).thing("sample", resource);
    Changes changes = new Changes(checkout.root());
    SortedMap<String, String> sources = new TreeMap<>();
    for (String path : SOURCES) {
      for (String file : checkout.files(path)) {
        sources.put(file, withPort(ShopOnly.keep(checkout.read(file)), port));
      }
    }
    NameClash.requireNone(sources, words);
    sources.forEach(
        (source, text) -> {
          String file = words.inPath(source);
          changes.create(file, SourceFormat.of(file, words.in(source, text)));
        });
    register(changes, checkout, port, words);
    checkout.requireCommitted(changes.edited());
    changes.check();
    return changes;
  }

  private void register(Changes changes, Checkout checkout, int port, Words words) {
    var inventory = new Registration.Called(Services.INVENTORY.name(), Services.INVENTORY.port());
    Registration registration = new Registration(service, port, List.of(inventory));
    registration.apply(changes, checkout);
    changes.edit(checkout, "pom.xml", registration::inRootPom);
    changes.edit(checkout, "system-tests/pom.xml", registration::inPomOfSystemTests);
    changes.edit(
        checkout,
        "system-tests/src/test/java/dev/waybill/system/contracts/ContractsTest.java",
        registration::inContractsTest);
    changes.edit(checkout, "docs/calling.md", registration::inCallingDoc);
    String statuses =
        changes.text(
            "%s-service/%s%s/grpc/%sStatuses.java"
                .formatted(service.kebab(), JAVA, service.flat(), service.pascal()));
    changes.edit(checkout, METRICS, text -> registration.inMetricsPage(text, metrics(text, words)));
    changes.edit(checkout, "docs/errors.md", text -> registration.inErrorCatalogue(text, statuses));
  }

  /** The template's section of the page, in the words of the service. */
  private static String metrics(String page, Words words) {
    return words.in(METRICS, page.substring(page.indexOf(Registration.METRICS_OF_TEMPLATE)));
  }

  /** The port that the next service gets. */
  static int port() {
    return Services.ALL.getFirst().port() + Services.ALL.size();
  }

  static String withPort(String text, int port) {
    return text.replace(Integer.toString(TEMPLATE_PORT), Integer.toString(port))
        .replace("50_054", (port / 1000) + "_" + Integer.toString(port).substring(2));
  }

  private void requireFree(Checkout checkout) {
    String title = service.kebab() + "-service";
    boolean isService =
        Services.ALL.stream().map(ServiceDefinition::name).anyMatch(service.kebab()::equals)
            || checkout.has(title);
    if (isService) {
      throw new Refusal("there is a service %s already: %s/".formatted(service.kebab(), title));
    }
    boolean isDatabase =
        Services.ALL.stream()
            .flatMap(other -> other.database().stream())
            .map(ServiceDatabase::name)
            .anyMatch(service.snake()::equals);
    boolean isFolder =
        checkout.has(CONTRACTS + service.flat())
            || checkout.has(service.kebab())
            || Stream.of("cli", "common", "local-stack", "local-postgres", "local-certificates")
                .anyMatch(module -> checkout.has(module + "/" + JAVA + service.flat()));
    boolean isContainer =
        Stream.of("docker-compose.yml", "docker-compose.secure.yml")
            .anyMatch(file -> checkout.read(file).contains("\n  %s:\n".formatted(service.kebab())));
    if (isDatabase || isFolder || isContainer || TAKEN.contains(service.flat())) {
      throw new Refusal(
          "expected a name that is not taken, but \"%s\" is the name of %s"
              .formatted(
                  service.kebab(),
                  isDatabase ? "a database" : isFolder ? "a folder" : "a part of Waybill"));
    }
  }
}
