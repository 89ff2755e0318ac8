package dev.waybill.cli.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A repository of its own: what a service needs to be built, run and audited, and one service.
 *
 * @param folder where it will be
 * @param group its Maven group and Java package
 * @param service the name of its service
 * @param resource what the service keeps
 * @param resources the plural of the resource
 */
record NewRepository(Path folder, Group group, Name service, Name resource, Name resources) {
  static final int PORT = 50_051;

  private static final Pattern VERSION =
      Pattern.compile("(?<=<artifactId>waybill</artifactId>\\s{1,40}<version>)[^<]+");
  private static final String FIRST_VERSION = "0.1.0-SNAPSHOT";

  private static final String CLI = "cli/src/main/java/dev/waybill/cli";
  private static final String CLI_TESTS = "cli/src/test/java/dev/waybill/cli";
  private static final String STACK = "local-stack/src/main/java/dev/waybill/local";
  private static final String STACK_TESTS = "local-stack/src/test/java/dev/waybill/local";
  private static final String CONTRACTS = "proto/src/main/protobuf/waybill";
  private static final String MAIN = CLI + "/WaybillMain.java";

  /** Copied as they are, but for their words and the shop's regions. */
  private static final List<String> COPIED =
      List.of(
          ".dockerignore",
          ".gitattributes",
          ".gitignore",
          ".mvn",
          "Dockerfile",
          "LICENSE",
          "cli/pom.xml",
          "cli/src/main/resources/logback-file.xml",
          "cli/src/main/resources/logback-terminal.xml",
          "common/pom.xml",
          "common/src",
          "deploy",
          "docker-compose.secure.yml",
          "docker-compose.yml",
          "local-certificates/pom.xml",
          "local-certificates/src",
          "local-postgres/pom.xml",
          "local-postgres/src",
          "local-stack/pom.xml",
          "pom.xml",
          "proto/buf.yaml",
          "proto/check",
          "proto/pom.xml",
          "proto/rpc/pom.xml",
          CONTRACTS + "/audit",
          CONTRACTS + "/rpc",
          CONTRACTS + "/template",
          "template-service/pom.xml",
          "template-service/src",
          "waybill");

  /** Rooms that know nothing of the shop. */
  private static final List<String> ROOMS =
      List.of(
          CLI,
          CLI + "/audit",
          CLI + "/certs",
          CLI + "/client",
          CLI + "/console",
          CLI + "/contracts",
          CLI + "/output",
          CLI + "/services",
          CLI + "/token",
          CLI + "/up",
          CLI_TESTS,
          CLI_TESTS + "/audit",
          CLI_TESTS + "/certs",
          CLI_TESTS + "/client",
          CLI_TESTS + "/console",
          CLI_TESTS + "/contracts",
          CLI_TESTS + "/services",
          CLI_TESTS + "/token",
          CLI_TESTS + "/up",
          STACK + "/invariants",
          STACK + "/stack",
          STACK + "/tokens",
          STACK + "/words",
          STACK_TESTS + "/stack",
          STACK_TESTS + "/testing",
          STACK_TESTS + "/tokens");

  /** Files of those rooms and modules that are about the shop as a whole. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          CLI_TESTS + "/WaybillMainTest.java",
          // It reads tokens that the shop's first release has issued.
          "common/src/test/java/dev/waybill/common/message/PositionTokensTest.java",
          "template-service/src/main/java/dev/waybill/template/domain/Inventory.java");

  /** The calls to the shop, and their tests. */
  private static final Pattern CALLS_TO_THE_SHOP =
      Pattern.compile("template-service/.*/template/client/.*");

  private static final String README = "README.md";
  private static final String SCRIPT_FOR_CI = ".ci/run";

  /** Written for the new repository alone; the words are those of the template. */
  private static final List<String> COMPOSED = List.of(README, SCRIPT_FOR_CI);

  /**
   * Computes the files.
   *
   * @throws Refusal if the folder or a name cannot be used
   */
  Changes from(Checkout checkout) {
    requireEmptyFolder();
    SortedMap<String, String> sources = new TreeMap<>();
    for (String file : sources(checkout)) {
      sources.put(file, withoutShop(file, ShopOnly.drop(checkout.read(file))));
    }
    NameClash.requireNone(sources.subMap("template-service/", "template-service0"), allWords());
    Changes changes = new Changes(folder);
    sources.forEach(
        (source, text) -> {
          add(changes, source, text);
          if (checkout.isExecutable(source)) {
            changes.makeExecutable(path(source));
          }
        });
    changes.create(README, renamed(README, resource(README)) + origin(checkout));
    add(changes, SCRIPT_FOR_CI, resource(SCRIPT_FOR_CI));
    changes.makeExecutable(SCRIPT_FOR_CI);
    changes.check();
    return changes;
  }

  /** The files and folders that are copied from. */
  static Stream<String> paths() {
    return Stream.concat(COPIED.stream(), ROOMS.stream());
  }

  private void add(Changes changes, String source, String text) {
    String file = path(source);
    changes.create(file, SourceFormat.of(file, renamed(source, text)));
  }

  private String renamed(String source, String text) {
    return inGroup(words(source).in(source, NewService.withPort(text, PORT)));
  }

  /** The only text that keeps the name of this repository. */
  private static String origin(Checkout checkout) {
    String version =
        VERSION
            .matcher(checkout.read("pom.xml"))
            .results()
            .map(MatchResult::group)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("pom.xml has no version"));
    return """

    Made by `waybill new` of Waybill %s.
    The code that came from there is under the [Apache License 2.0](LICENSE); yours is yours to license.
    """
        .formatted(version);
  }

  private String path(String source) {
    return inGroup(words(source).inPath(source));
  }

  /** Elsewhere "template" and "sample" are ordinary words, such as PostgreSQL's. */
  private Words words(String source) {
    boolean isOfTheTemplate =
        source.startsWith("template-service/")
            || source.startsWith(CONTRACTS + "/template/")
            || source.equals("pom.xml")
            || COMPOSED.contains(source);
    return isOfTheTemplate ? allWords() : wordsOfTheRuntime();
  }

  private Words allWords() {
    return wordsOfTheRuntime()
        .unit("template", service)
        .thing("samples", resources)
        .thing("sample", resource);
  }

  private Words wordsOfTheRuntime() {
    return new Words()
        .unit("waybill", new Name(List.of(group.product())))
        .thing("sku", new Name(List.of("item")));
  }

  /** The product's word has replaced "waybill" already; its package and domain follow. */
  private String inGroup(String text) {
    return text.replace("dev." + group.product(), group.packageName())
        .replace("dev/" + group.product(), group.path())
        .replace(group.product() + ".dev", group.domain());
  }

  private static List<String> sources(Checkout checkout) {
    List<String> sources = new ArrayList<>();
    COPIED.forEach(path -> sources.addAll(checkout.files(path)));
    ROOMS.forEach(room -> sources.addAll(checkout.filesIn(room)));
    return sources.stream()
        .filter(file -> !LEFT_OUT.contains(file))
        .filter(file -> !CALLS_TO_THE_SHOP.matcher(file).matches())
        .toList();
  }

  /** What marks cannot say: lists that get the new service in place of the shop's entries. */
  private String withoutShop(String file, String text) {
    Registration registration = new Registration(service, PORT, List.of());
    String emptied =
        switch (file) {
          case Registration.SERVICES ->
              text.replaceAll("  public static final ServiceDefinition<\\?, \\?> .*\n", "")
                  .replaceAll("List\\.of\\([A-Z_, ]+\\);", "List.of();");
          case "docker-compose.yml" -> text.replaceAll("for name in [^;]*; do", "for name in ; do");
          case MAIN -> withCommandsOfAnyService(text);
          // The list of services is all that a start can practise without the shop.
          case "waybill" ->
              text.replace("\"$jar\" demo", "\"$jar\" services")
                  .replace("up | load", "up")
                  .replace(", without the Java client, which is not part of the jar", "")
                  .replace(" -e '/<module>clients\\//d'", "");
          case "pom.xml" ->
              text.replaceAll(
                  "<description>.*</description>",
                  "<description>gRPC services in plain Java.</description>");
          default -> text;
        };
    String registered = registration.editors().getOrDefault(file, it -> it).apply(emptied);
    return file.endsWith("pom.xml")
        ? VERSION.matcher(registered).replaceFirst(FIRST_VERSION)
        : registered;
  }

  private static String withCommandsOfAnyService(String text) {
    return text.replaceFirst(
            "(?s)@Command\\(.*?\\)\npublic final class",
            """
            @Command(
                name = "waybill",
                description = "Runs the services on this machine, and checks them.",
                footer = {"", "Begin with `waybill up`. `waybill COMMAND --help` explains each command."},
                subcommands = {
                  UpCommand.class,
                  AuditCommand.class,
                  CertsCommand.class,
                  ContractsCommand.class,
                  ServicesCommand.class,
                  TokenCommand.class
                })
            public final class\
            """)
        .replaceFirst(
            "\nimport ",
            """

            import dev.waybill.cli.audit.AuditCommand;
            import dev.waybill.cli.up.UpCommand;
            import\s""");
  }

  private static String resource(String name) {
    String file = "/scaffold/" + name.substring(name.lastIndexOf('/') + 1);
    try (InputStream text = NewRepository.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireEmptyFolder() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Refusal("--repository: expected a folder, but %s is a file".formatted(folder));
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new Refusal(
              "--repository: expected an empty folder, but %s is not".formatted(folder));
        }
      } catch (IOException e) {
        throw new Refusal("--repository: cannot read " + folder);
      }
    }
  }
}
