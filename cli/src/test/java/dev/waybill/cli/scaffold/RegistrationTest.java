package dev.waybill.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits of this repository's own files add lines and leave the others as they are. */
final class RegistrationTest {
  private static final Path ROOT = Path.of("..");

  private final Registration registration =
      new Registration(
          new Name(List.of("gift", "card")),
          50_099,
          List.of(new Registration.Called("inventory", 50_052)));

  @Test
  void addsModuleAndVersionToTheRootPom() throws IOException {
    String pom = read("pom.xml");

    assertThat(added(pom, registration.inRootPom(pom)))
        .contains(
            "    <module>gift-card-service</module>",
            "        <artifactId>gift-card-service</artifactId>");
  }

  @Test
  void addsTheDependency() throws IOException {
    assertThat(edited("local-stack/pom.xml"))
        .contains("      <artifactId>gift-card-service</artifactId>");
  }

  @Test
  void addsTheDefinition() throws IOException {
    assertThat(edited(Registration.SERVICES))
        .contains(
            "import dev.waybill.giftcard.GiftCardService;",
            "  public static final ServiceDefinition<?, ?> GIFT_CARD = new GiftCardService();")
        .anyMatch(line -> line.endsWith(", GIFT_CARD);"));
  }

  @Test
  void addsContainerDatabaseAndPort() throws IOException {
    assertThat(edited("docker-compose.yml"))
        .contains(
            "  gift-card:",
            "    image: waybill/gift-card-service",
            "      WAYBILL_DATABASE_URL: jdbc:postgresql://postgres:5432/gift_card",
            "      WAYBILL_INVENTORY_TARGET: inventory:50052",
            "      - \"127.0.0.1:${WAYBILL_PUBLISH_GIFT_CARD:-50099}:50099\" # shop-only")
        .anyMatch(line -> line.matches(" +for name in .* gift_card; do"));
    assertThat(edited(Registration.PROXY))
        .contains("listen gift-card", "  server-template gift-card 1-10 gift-card:50099");
  }

  @Test
  void addsWhatSecuresTheContainer() throws IOException {
    assertThat(edited("docker-compose.secure.yml"))
        .contains(
            "      - gift-card-secrets:/services/gift-card # shop-only",
            "  gift-card:",
            "    environment: *settings",
            "      - gift-card-secrets:/secrets:ro",
            "    depends_on: *after-certs",
            "  gift-card-secrets: # shop-only");
  }

  @Test
  void addsARowToTheListOfServicesAndAlignsIt() {
    String text =
        """
        $ ./waybill services
        a     a-service     50051  a     inventory,b
        bird  bird-service  50052  bird  -
        ```
        """;

    assertThat(registration.inCallingDoc(text))
        .isEqualTo(
            """
            $ ./waybill services
            a          a-service          50051  a          inventory,b
            bird       bird-service       50052  bird       -
            gift-card  gift-card-service  50099  gift_card  inventory
            ```
            """);
  }

  @Test
  void addsARowForEachErrorReason() throws IOException {
    String errors = read("docs/errors.md");
    String statuses =
        """
        throw error(Code.NOT_FOUND, XErrorReason.NO_CARD, "...", id);
        throw error(
            Code.ALREADY_EXISTS, XErrorReason.OTHER_CARD, "...", id);
        public enum XErrorReason {
          /** There is no card. */
          NO_CARD,
          /** Another card has
           * the id. */
          OTHER_CARD
        }
        """;

    assertThat(added(errors, registration.inErrorCatalogue(errors, statuses)))
        .containsExactly(
            "| `NO_CARD` | `NOT_FOUND` | gift-card | there is no card |",
            "| `OTHER_CARD` | `ALREADY_EXISTS` | gift-card | another card has the id |");
  }

  @Test
  void saysWhichPlaceIsMissing() {
    assertThatThrownBy(() -> registration.inRootPom("<project/>"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("<module>template-service</module>")
        .hasMessageContaining("found 0");
  }

  private List<String> edited(String file) throws IOException {
    String before = read(file);
    return added(before, registration.editors().getOrDefault(file, text -> text).apply(before));
  }

  /** The lines between those that both texts begin and end with. */
  private static List<String> added(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> lines = after.lines().toList();
    int first = 0;
    while (first < old.size() && old.get(first).equals(lines.get(first))) {
      first++;
    }
    int last = 0;
    while (last < old.size() - first
        && old.reversed().get(last).equals(lines.reversed().get(last))) {
      last++;
    }
    return lines.subList(first, lines.size() - last);
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
