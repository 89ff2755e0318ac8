package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.OrderReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md lists exactly the reasons that the code can return. */
final class ErrorCatalogueTest {
  private static final Path CATALOGUE = Path.of("..", "docs", "errors.md");
  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

  @Test
  void listsEveryReasonOfTheServicesAndNoOther() throws IOException {
    assertThat(listedUnder("## Error reasons", "## Order reasons"))
        .containsExactlyInAnyOrderElementsOf(
            new ClassFileImporter()
                .importPackages(packages()).stream()
                    .filter(type -> type.isEnum() && type.getSimpleName().endsWith("ErrorReason"))
                    .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                    .map(Object::toString)
                    .toList());
  }

  /** Of what every service can return, and of each service that is deployed. */
  private static String[] packages() {
    return Stream.concat(Stream.of(CommonErrorReason.class), definitions())
        .map(Class::getPackageName)
        .toArray(String[]::new);
  }

  private static Stream<Class<?>> definitions() {
    return Services.ALL.stream().map(Object::getClass);
  }

  @Test
  void listsEveryReasonOfARefusedOrderAndNoOther() throws IOException {
    assertThat(listedUnder("## Order reasons", "\\z"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OrderReasonCode.values())
                .filter(code -> code != OrderReasonCode.UNRECOGNIZED)
                .filter(code -> code != OrderReasonCode.ORDER_REASON_CODE_UNSPECIFIED)
                .map(code -> code.name().replace("ORDER_REASON_CODE_", ""))
                .toList());
  }

  private static List<String> listedUnder(String heading, String next) throws IOException {
    String[] parts = Files.readString(CATALOGUE).split(heading, 2);
    assertThat(parts).as("%s has the heading %s", CATALOGUE, heading).hasSize(2);
    return ROW.matcher(parts[1].split(next, 2)[0]).results().map(row -> row.group(1)).toList();
  }
}
