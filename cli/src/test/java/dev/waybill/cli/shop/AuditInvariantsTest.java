package dev.waybill.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.StartsFirst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks each invariant, rule by rule, in the databases of the real services. `waybill audit` must
 * name it, name nothing else, and exit with 1. Once everything is restored, it must find nothing.
 */
@StartsFirst
@TestInstance(Lifecycle.PER_CLASS)
final class AuditInvariantsTest {
  private TamperedBooks books;

  @BeforeAll
  void trade(@TempDir Path folder) throws IOException {
    books = new TamperedBooks(folder);
  }

  @AfterEach
  void findsNothingOnceEverythingIsRestored() {
    books.putRight();
    assertThat(books.audit("--journal", books.journal().toString()))
        .satisfies(audited -> assertThat(audited.exitCode()).as(audited.toString()).isZero());
  }

  @AfterAll
  void stop() {
    books.close();
  }

  /** A way to break something in one database, and everything that the audit must name. */
  record Tampering(String rule, String database, String statements, List<String> violations) {
    @Override
    public String toString() {
      return rule;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "dev.waybill.cli.shop.Tamperings#ofStock",
    "dev.waybill.cli.shop.Tamperings#ofMoney",
    "dev.waybill.cli.shop.OrderTamperings#ofOpenOrders",
    "dev.waybill.cli.shop.OrderTamperings#ofRequests",
    "dev.waybill.cli.shop.OrderTamperings#ofEvents",
    "dev.waybill.cli.shop.Tamperings#ofWhatIsHeld"
  })
  void namesWhatIsBroken(Tampering tampering) {
    books.tamper(tampering.database(), tampering.statements());

    TamperedBooks.Audited audited = books.audit();

    assertThat(audited.exitCode()).isEqualTo(1);
    assertThat(audited.violations())
        .as(() -> String.join("\n", audited.lines()))
        .containsExactlyInAnyOrderElementsOf(
            tampering.violations().stream().map(books::named).toList());
  }

  /** The journal states something else about an order, as if the order had changed since. */
  @ParameterizedTest(name = "I3: {0}")
  @CsvSource({
    "an acknowledged order that does not exist, {completed}, 00000000-0000-0000-0000-000000000001",
    "an acknowledged end that is another one, REJECTED, COMPLETED",
    "an acknowledged order of another customer, acme, other"
  })
  void namesOrdersThatContradictTheJournal(
      String rule, String told, String changed, @TempDir Path folder) throws IOException {
    String entry =
        Files.readAllLines(books.journal()).stream()
            .filter(line -> line.contains(books.named(told)))
            .findFirst()
            .orElseThrow()
            .replace(books.named(told), changed);
    Path journal = Files.writeString(folder.resolve("journal.jsonl"), entry + "\n");

    TamperedBooks.Audited audited = books.audit("--journal", journal.toString());

    assertThat(audited.exitCode()).as(rule).isEqualTo(1);
    assertThat(audited.violations())
        .as(audited.toString())
        .singleElement()
        .asString()
        .startsWith("I3 orders/");
  }
}
