package dev.waybill.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each word gets the form that its place asks for. */
final class WordsTest {
  private static final Words WORDS =
      new Words()
          .unit("template", new Name(List.of("gift", "card")))
          .thing("samples", new Name(List.of("invoice", "lines")))
          .thing("sample", new Name(List.of("invoice", "line")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          package dev.waybill.template.store;        | package dev.waybill.giftcard.store;
          import dev.waybill.proto.template.v1.Sample; | import dev.waybill.proto.giftcard.v1.InvoiceLine;
          new TemplateService()                      | new GiftCardService()
          Sample sample = samples.get(sampleId);     | InvoiceLine invoiceLine = invoiceLines.get(invoiceLineId);
          return "template";                         | return "gift-card";
          name = "template-service",                 | name = "gift-card-service",
          new ServiceDatabase("template", X)         | new ServiceDatabase("gift_card", X)
          "db/migration/template"                    | "db/migration/gift_card"
          "SELECT x FROM samples WHERE sample_id"    | "SELECT x FROM invoice_lines WHERE invoice_line_id"
          SAMPLE_NOT_FOUND                           | INVOICE_LINE_NOT_FOUND
          "waybill.template.v1.Sample"               | "waybill.giftcard.v1.InvoiceLine"
          // Keeps a sample of many samples          | // Keeps an invoice line of many invoice lines
          /** Template-service: what it is */        | /** Gift-card-service: what it is */
          void createsASampleOnce()                  | void createsAnInvoiceLineOnce()
          resampled templated                        | resampled templated
          """)
  void inJava(String before, String after) {
    assertThat(WORDS.in("X.java", before)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          package waybill.template.v1;                     | package waybill.giftcard.v1;
          import "waybill/template/v1/template.proto";     | import "waybill/giftcard/v1/gift_card.proto";
          option go_package = "w/template/v1;templatev1";  | option go_package = "w/giftcard/v1;giftcardv1";
          repeated Sample samples = 1;                     | repeated InvoiceLine invoice_lines = 1;
          // The sample.                                   | // The invoice line.
          """)
  void inAContract(String before, String after) {
    assertThat(WORDS.in("x.proto", before)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "template-service/pom.xml, gift-card-service/pom.xml",
    "src/main/java/dev/waybill/template/TemplateService.java,"
        + "src/main/java/dev/waybill/giftcard/GiftCardService.java",
    "db/migration/template/V1__samples.sql, db/migration/gift_card/V1__invoice_lines.sql",
    "waybill/template/v1/template_service.proto, waybill/giftcard/v1/gift_card_service.proto",
    "waybill/template/v1/template.proto, waybill/giftcard/v1/gift_card.proto"
  })
  void inAPath(String before, String after) {
    assertThat(WORDS.inPath(before)).isEqualTo(after);
  }

  @Test
  void replacesAllWordsAtOnce() {
    Words swapped =
        new Words()
            .unit("waybill", new Name(List.of("template")))
            .unit("template", new Name(List.of("waybill")));

    assertThat(swapped.in("README.md", "waybill and template")).isEqualTo("template and waybill");
  }
}
