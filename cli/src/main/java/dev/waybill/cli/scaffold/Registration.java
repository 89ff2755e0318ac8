package dev.waybill.cli.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a service known in the files that name every service. Each edit is of the text, so that all
 * else stays as it is.
 *
 * @param service its name
 * @param port its default port
 * @param called the services it calls, each with its port
 */
record Registration(Name service, int port, List<Called> called) {
  static final String SERVICES = "local-stack/src/main/java/dev/waybill/local/stack/Services.java";
  static final String PROXY = "deploy/compose/proxy/haproxy.cfg";

  /** Begins the template's section of docs/metrics.md, which is the last. */
  static final String METRICS_OF_TEMPLATE = "## template-service\n";

  private static final String SHOP_ONLY = " # shop-only";
  private static final String PROXY_END = "# shop-only: end\n";

  /** A service that the new one calls. */
  record Called(String name, int port) {}

  /** The files that a service is made known in, whatever else is in the repository. */
  void apply(Changes changes, Checkout checkout) {
    editors().forEach((file, editor) -> changes.edit(checkout, file, editor));
  }

  /** The edits, by file. */
  SortedMap<String, UnaryOperator<String>> editors() {
    SortedMap<String, UnaryOperator<String>> edits = new TreeMap<>();
    edits.put("local-stack/pom.xml", this::inPomOfStack);
    edits.put(SERVICES, this::inServices);
    edits.put("docker-compose.yml", this::inCompose);
    edits.put("docker-compose.secure.yml", this::inSecureCompose);
    edits.put(PROXY, this::inProxy);
    return edits;
  }

  private String title() {
    return service.kebab() + "-service";
  }

  /** The module and its version, for other modules. */
  String inRootPom(String text) {
    String withModule =
        before(
            text,
            "    <module>template-service</module>\n",
            "    <module>%s</module>\n".formatted(title()));
    String managed =
        """
              <dependency>
                <groupId>dev.waybill</groupId>
                <artifactId>%s</artifactId>
                <version>${project.version}</version>
              </dependency>
        """
            .formatted(title());
    String template =
        """
              <dependency>
                <groupId>dev.waybill</groupId>
                <artifactId>template-service</artifactId>
                <version>${project.version}</version>
              </dependency>
        """;
    return before(withModule, template, managed);
  }

  private String inPomOfStack(String text) {
    return before(
        text,
        "    <dependency>\n      <groupId>io.grpc</groupId>\n      <artifactId>grpc-api</artifactId>\n",
        dependency(""));
  }

  /** The tests of all services together need its client and its definition. */
  String inPomOfSystemTests(String text) {
    String stack =
        """
            <dependency>
              <groupId>dev.waybill</groupId>
              <artifactId>local-stack</artifactId>
        """;
    return before(text, stack, dependency("\n      <scope>test</scope>"));
  }

  private String dependency(String scope) {
    return "    <dependency>\n      <groupId>dev.waybill</groupId>\n      <artifactId>"
        + title()
        + "</artifactId>"
        + scope
        + "\n    </dependency>\n";
  }

  private String inServices(String text) {
    String type = service.pascal() + "Service";
    String withImport =
        before(
            text,
            "import java.util.List;\n",
            "import dev.waybill.%s.%s;\n".formatted(service.flat(), type));
    String withConstant =
        before(
            withImport,
            "\n  /** All services, in the order",
            "  public static final ServiceDefinition<?, ?> %s = new %s();\n"
                .formatted(service.screaming(), type));
    return once(
        withConstant,
        Pattern.compile("( ALL =\\s+List\\.of\\()([^)]*)\\)"),
        list ->
            list.group(1)
                + (list.group(2).isBlank() ? "" : list.group(2) + ", ")
                + service.screaming()
                + ")");
  }

  private String inCompose(String text) {
    String withDatabase =
        once(
            text,
            Pattern.compile("for name in ([^;]*); do"),
            list -> "for name in " + (list.group(1) + " " + service.snake()).strip() + "; do");
    String withBlock =
        before(withDatabase, "  # A host port can belong to one container only", composeBlock());
    String variable = "WAYBILL_PUBLISH_" + service.screaming();
    return once(
        withBlock,
        Pattern.compile("    ports:\n(?:      - [^\n]*\n)*"),
        ports ->
            appended(ports, "      - \"127.0.0.1:${%s:-%s}:%s\"".formatted(variable, port, port)));
  }

  private String composeBlock() {
    List<String> lines =
        new ArrayList<>(
            """
              %1$s:
                <<: *service
                build:
                  context: .
                  args:
                    SERVICE: %2$s
                image: waybill/%2$s
                environment:
                  WAYBILL_DATABASE_URL: jdbc:postgresql://postgres:5432/%3$s
                  WAYBILL_DATABASE_USER: %3$s
                  WAYBILL_DATABASE_PASSWORD: %3$s
            """
                .formatted(service.kebab(), title(), service.snake())
                .lines()
                .toList());
    called.forEach(
        it ->
            lines.add(
                "      WAYBILL_%s_TARGET: %s:%s"
                    .formatted(
                        it.name().toUpperCase(Locale.ROOT).replace('-', '_'),
                        it.name(),
                        it.port())));
    lines.add("      WAYBILL_MAX_CONNECTION_AGE: 30s");
    lines.add("      WAYBILL_METRICS_PORT: \"${WAYBILL_METRICS_PORT:-0}\"");
    lines.add("      WAYBILL_ALLOW_PLAINTEXT: \"true\"");
    if (!called.isEmpty()) {
      lines.add("    depends_on:\n      postgres:\n        condition: service_healthy");
      called.forEach(
          it -> lines.add("      %s:\n        condition: service_healthy".formatted(it.name())));
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n\n"));
  }

  /** Its settings, and a volume for its key. */
  private String inSecureCompose(String text) {
    String block =
        """
          %1$s:
            environment: *settings
            volumes:
              - %1$s-secrets:/secrets:ro
            depends_on: *after-certs

        """
            .formatted(service.kebab());
    String withBlock = before(text, "volumes:\n  secrets:\n", block);
    String withMount =
        once(
            withBlock,
            Pattern.compile("      - secrets:/secrets\n(?:      - [^\n]*\n)*"),
            mounts ->
                appended(mounts, "      - %1$s-secrets:/services/%1$s".formatted(service.kebab())));
    return once(
        withMount,
        Pattern.compile("(?m)^volumes:\n  secrets:\n(?:  [^\n]*\n)*"),
        volumes -> appended(volumes, "  %s-secrets:".formatted(service.kebab())));
  }

  /** The lines and one more, which is the shop's if one of them is. */
  private static String appended(MatchResult lines, String line) {
    return lines.group() + line + (lines.group().contains(SHOP_ONLY) ? SHOP_ONLY : "") + "\n";
  }

  private String inProxy(String text) {
    String end = text.endsWith(PROXY_END) ? PROXY_END : "";
    return text.substring(0, text.length() - end.length()).stripTrailing()
        + """


        listen %1$s
          bind :%2$s
          server-template %1$s 1-10 %1$s:%2$s
        """
            .formatted(service.kebab(), port)
        + end;
  }

  /** The name of its contract. */
  String inContractsTest(String text) {
    String first = "            \"waybill.audit.v1.AuditService\",\n";
    return once(
        text,
        Pattern.compile(Pattern.quote(first)),
        _ ->
            first
                + "            \"waybill.%s.v1.%sService\",\n"
                    .formatted(service.flat(), service.pascal()));
  }

  /** A row in the list of services, whose columns stay aligned. */
  String inCallingDoc(String text) {
    return once(
        text,
        Pattern.compile("(\\$ \\./waybill services\n)([^`]+)```"),
        shown -> {
          List<String[]> rows = new ArrayList<>();
          shown.group(2).lines().forEach(line -> rows.add(line.split(" +")));
          String calls =
              called.isEmpty()
                  ? "-"
                  : called.stream().map(Called::name).collect(Collectors.joining(","));
          rows.add(
              new String[] {
                service.kebab(), title(), Integer.toString(port), service.snake(), calls
              });
          return shown.group(1) + aligned(rows) + "```";
        });
  }

  private static String aligned(List<String[]> rows) {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int column = 0; column < row.length - 1; column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other[at].length()).max().orElseThrow();
        text.append(String.format(Locale.ROOT, "%-" + width + "s  ", row[column]));
      }
      text.append(row[row.length - 1]).append('\n');
    }
    return text.toString();
  }

  /** The metrics of the service. */
  String inMetricsPage(String text, String section) {
    return before(text, METRICS_OF_TEMPLATE, section + "\n");
  }

  /**
   * A row for each of its error reasons, as the enum in the Java text explains them.
   *
   * @param statuses the Java text of the class that maps results to statuses
   */
  String inErrorCatalogue(String text, String statuses) {
    String rows =
        Pattern.compile(
                "/\\*\\*\\s((?:(?!\\*/).)*)\\.\\s+\\*/\\s+([A-Z][A-Z_0-9]+)(?=[,\\s])",
                Pattern.DOTALL)
            .matcher(statuses)
            .results()
            .map(
                reason ->
                    "| `%s` | `%s` | %s | %s |\n"
                        .formatted(
                            reason.group(2),
                            codeOf(reason.group(2), statuses),
                            service.kebab(),
                            lowered(reason.group(1))))
            .collect(Collectors.joining());
    return before(text, "\n## Order reasons", rows);
  }

  private static String codeOf(String reason, String statuses) {
    return Pattern.compile("Code\\.([A-Z_]+),\\s+\\w+ErrorReason\\." + reason + "\\b")
        .matcher(statuses)
        .results()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(reason + " has no status"))
        .group(1);
  }

  private static String lowered(String sentence) {
    String line = sentence.replaceAll("\\s*\n[\\s*]*", " ").strip();
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }

  /**
   * The text with an addition before the anchor, which must be in it once. If a region of the shop
   * ends there, the addition belongs to it, so that a repository of its own does not get the
   * service.
   */
  private static String before(String text, String anchor, String addition) {
    Pattern place = Pattern.compile("(?:[^\n]*shop-only: end[^\n]*\n)?" + Pattern.quote(anchor));
    return once(text, place, found -> addition + found.group());
  }

  private static String once(
      String text, Pattern anchor, Function<MatchResult, String> replacement) {
    Matcher matcher = anchor.matcher(text);
    List<MatchResult> found = matcher.results().toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "expected one place that matches %s, but found %s".formatted(anchor, found.size()));
    }
    return text.substring(0, found.getFirst().start())
        + replacement.apply(found.getFirst())
        + text.substring(found.getFirst().end());
  }
}
