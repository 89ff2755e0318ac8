package dev.waybill.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.common.testing.StartsFirst;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * `waybill new` writes everything or nothing, and one line says why it wrote nothing. The names are
 * ones that hardly anybody gives a service, because a team runs this test with services of its own.
 */
@StartsFirst
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class NewCommandTest {
  private static final String SERVICE =
      "--group com.acme --service billing --resource invoice --repository ";

  private Path parent = Path.of("");
  private CheckoutCopy copy;

  @BeforeAll
  void copyTheCheckout(@TempDir Path folder) throws Exception {
    parent = folder;
    copy = CheckoutCopy.in(Files.createDirectory(folder.resolve("check out")));
    Files.writeString(parent.resolve("file"), "");
    Files.createDirectory(parent.resolve("full"));
    Files.writeString(parent.resolve("full/file"), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          class --resource lamp            | NAME: expected a name other than "class", which is a reserved word of Java
          lighthouse- --resource lamp      | NAME: expected lower-case words with a dash between them, such as gift-card, of at most 30 characters, but was "lighthouse-"
          Lighthouse --resource lamp       | NAME: expected lower-case words with a dash between them, such as gift-card, of at most 30 characters, but was "Lighthouse"
          pom --resource lamp              | NAME: expected a name other than "pom", which is a reserved word of Maven
          lighthouse --resource message    | --resource: expected a name other than "message", which is a reserved word of protobuf
          ../lighthouse --resource lamp    | NAME: expected lower-case words with a dash between them, such as gift-card, of at most 30 characters, but was "../lighthouse"
          order --resource lamp            | NAME: expected a name other than "order", which is a reserved word of SQL
          payment --resource lamp          | there is a service payment already: payment-service/
          template --resource lamp         | there is a service template already: template-service/
          payments --resource lamp         | expected a name that is not taken, but "payments" is the name of a database
          common --resource lamp           | expected a name that is not taken, but "common" is the name of a folder
          proxy --resource lamp            | expected a name that is not taken, but "proxy" is the name of a part of Waybill
          certs --resource lamp            | expected a name that is not taken, but "certs" is the name of a part of Waybill
          lighthouse --resource list       | the generated code has another use for the name
          lighthouse --resource lighthouse | --resource: expected a name other than the service's, but was "lighthouse"
          lighthouse --resource sheep --plural sheep | --plural: expected a word other than the resource, but was "sheep"
          lighthouse                       | expected --resource; for example: waybill new shipping --resource shipment
          --resource lamp                  | expected NAME; for example: waybill new shipping --resource shipment
          lighthouse --resource lamp --group com.acme | --group is for a new repository, which needs --repository DIR too
          --service lighthouse --resource lamp | --service is for a new repository, which needs --repository DIR too
          """)
  void addsNothingForBadInput(String arguments, String line) {
    assertRefused(line, arguments.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --group com.class   | --group: expected a package name of two or more parts in lower case, such as com.acme, but was "com.class"
          --group acme        | --group: expected a package name of two or more parts in lower case, such as com.acme, but was "acme"
          --group com..acme   | --group: expected a package name of two or more parts in lower case, such as com.acme, but was "com..acme"
          --group com.Acme    | --group: expected a package name of two or more parts in lower case, such as com.acme, but was "com.Acme"
          --group com.cli     | --group: expected a last part other than "cli", which names a part of the repository
          --group com.message | --group: expected a name other than "message", which is a reserved word of protobuf
          """)
  void makesNoRepositoryForABadGroup(String group, String line) {
    String[] arguments =
        (group + " --service billing --resource invoice --repository ../new").split(" ");

    assertRefused(line, arguments);
  }

  @Test
  void makesNoRepositoryInAFolderThatIsNotEmpty() {
    Path full = parent.resolve("full");

    assertRefused(
        "--repository: expected an empty folder, but " + full + " is not", arguments(full));
  }

  @Test
  void makesNoRepositoryWhereAFileIs() {
    Path file = parent.resolve("file");

    assertRefused("--repository: expected a folder, but " + file + " is a file", arguments(file));
  }

  /** Root may write everywhere, so the folder is one that cannot be created at all. */
  @Test
  void makesNoRepositoryWhereItCannotWrite() {
    Path below = parent.resolve("file/below");

    assertRefused("cannot write " + below, arguments(below));
  }

  /** "item" takes the place of the shop's SKU. */
  @Test
  void makesNoRepositoryForAResourceWhoseNameIsAFieldOfIt() {
    assertRefused(
        "the generated code has another use for the name ",
        "--repository",
        "../x",
        "--group",
        "com.acme",
        "--service",
        "billing",
        "--resource",
        "item");
  }

  @Test
  void makesNoRepositoryWithoutAServiceOrWithAName() {
    assertRefused("expected --service", "--repository", "../x", "--group", "com.acme");
    assertRefused(
        "expected --group; for example: waybill new --repository ../acme --group com.acme"
            + " --service billing --resource invoice",
        "--repository",
        "../x",
        "--service",
        "billing");
    assertRefused(
        "expected --service NAME for a new repository, but was the argument \"billing\"",
        "billing",
        "--repository",
        "../x",
        "--group",
        "com.acme",
        "--resource",
        "invoice");
  }

  @Test
  void editsNoFileThatHasUncommittedChanges() throws IOException {
    Path compose = copy.file("docker-compose.yml");
    String committed = Files.readString(compose);
    Files.writeString(compose, committed + "# mine\n");
    try {
      assertRefused(
          "docker-compose.yml has uncommitted changes; commit them first, so that git can undo this",
          "lighthouse",
          "--resource",
          "lamp");
    } finally {
      Files.writeString(compose, committed);
    }
  }

  @Test
  void needsACheckout() {
    CommandRun run = CommandRun.of(new NewCommand(""), "shipping", "--resource", "shipment");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("waybill new copies sources, so it runs in a checkout only: ./waybill new ...");
  }

  @Test
  void listsWhatItWouldChange() {
    SortedMap<String, String> before = CheckoutCopy.tree(parent);

    CommandRun run = copy.run("lighthouse", "--resource", "lamp", "--dry-run");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .contains(
            "create  lighthouse-service/pom.xml",
            "create  proto/src/main/protobuf/waybill/lighthouse/v1/lighthouse_service.proto",
            "edit    pom.xml",
            "edit    docker-compose.secure.yml",
            "edit    docker-compose.yml")
        .last()
        .asString()
        .endsWith("; nothing was changed");
    assertThat(CheckoutCopy.tree(parent)).isEqualTo(before);
  }

  @Test
  void addsAServiceThatGitTakesBack() throws Exception {
    SortedMap<String, String> before = CheckoutCopy.tree(parent);

    CommandRun run = copy.run("gift-card", "--resource", "invoice-line");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .contains(
            "gift-card: port %s, waybill.giftcard.v1.GiftCardService".formatted(NewService.port()));
    assertThat(words(copy.file("gift-card-service"), "template", "sample", "shop-only")).isEmpty();
    undo(run);
    assertThat(CheckoutCopy.tree(parent)).isEqualTo(before);
  }

  @Test
  void makesARepositoryWithoutTheServicesThatWereAddedToTheShop() throws Exception {
    CommandRun run = copy.run("gift-card", "--resource", "invoice-line");
    Path own = parent.resolve("without it");
    try {
      assertThat(copy.run(arguments(own)).exitCode()).isZero();
    } finally {
      undo(run);
    }

    assertThat(words(own, "gift-card", "giftcard", "gift_card")).isEmpty();
    delete(own);
  }

  @Test
  void makesARepositoryWithoutTheShop() throws IOException {
    Path own = parent.resolve("a new/folder");

    CommandRun run = copy.run(arguments(own));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).contains("billing: port 50051, acme.billing.v1.BillingService");
    Path readme = own.resolve("README.md");
    String origin = "Made by `waybill new` of Waybill ";
    assertThat(readme).content().containsOnlyOnce(origin);
    Files.writeString(readme, Files.readString(readme).replace(origin, ""));
    assertThat(words(own, "waybill", "shop-only", "inventory", "sku-")).isEmpty();
    assertThat(
            words(
                own,
                "the demo",
                "this demo",
                "java client",
                "clients\\/",
                "node_modules",
                "system-tests"))
        .isEmpty();
    assertThat(words(own.resolve("billing-service"), "template", "sample")).isEmpty();
    assertThat(Files.isExecutable(own.resolve("acme"))).isTrue();
    assertThat(own.resolve("billing-service/src/main/java/com/acme/billing/domain/Invoice.java"))
        .isRegularFile();
    assertThat(own.resolve("billing-service/src/main/java/com/acme/billing/client")).doesNotExist();
    delete(parent.resolve("a new"));
  }

  @Test
  void makesARepositoryThatBeginsWithItsFirstVersion() throws IOException {
    Path own = parent.resolve("first version");
    Path pom = copy.file("pom.xml");
    String committed = Files.readString(pom);
    Files.writeString(
        pom, committed.replaceFirst("<version>[^<]+</version>", "<version>7.8.9</version>"));
    try {
      assertThat(copy.run(arguments(own)).exitCode()).isZero();
    } finally {
      Files.writeString(pom, committed);
    }

    assertThat(own.resolve("README.md")).content().contains("of Waybill 7.8.9.");
    for (String module : List.of("", "billing-service/", "proto/rpc/")) {
      assertThat(own.resolve(module + "pom.xml"))
          .content()
          .contains("<artifactId>acme</artifactId>\n")
          .containsPattern("<version>0\\.1\\.0-SNAPSHOT</version>")
          .doesNotContain("7.8.9");
    }
    delete(own);
  }

  private String[] arguments(Path repository) {
    return Stream.concat(Stream.of(SERVICE.strip().split(" ")), Stream.of(repository.toString()))
        .toArray(String[]::new);
  }

  /** Runs the commands that the output names. */
  private void undo(CommandRun run) throws Exception {
    for (String line : run.out().lines().filter(it -> it.startsWith("  git ")).toList()) {
      copy.git(line.strip().substring("git ".length()).split(" "));
    }
  }

  private void assertRefused(String line, String... arguments) {
    SortedMap<String, String> before = CheckoutCopy.tree(parent);

    CommandRun run = copy.run(arguments);

    assertThat(run.err().lines()).singleElement().asString().startsWith(line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(CheckoutCopy.tree(parent)).isEqualTo(before);
  }

  /** Files that have one of the words in their name or text. */
  private static List<String> words(Path folder, String... words) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(words).anyMatch(word -> has(file, word)))
          .map(Path::toString)
          .toList();
    }
  }

  private static boolean has(Path file, String word) {
    try {
      return (file.getFileName() + Files.readString(file)).toLowerCase(Locale.ROOT).contains(word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
