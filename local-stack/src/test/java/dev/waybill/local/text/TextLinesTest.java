package dev.waybill.local.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads files written by all kinds of editors. */
final class TextLinesTest {
  @Test
  void dropsAByteOrderMark() {
    assertThat(texts("\uFEFFscan_id,sku\n\uFEFFkept\n"))
        .containsExactly("scan_id,sku", "\uFEFFkept");
  }

  @Test
  void endsLinesAtEachKindOfLineEnd() {
    assertThat(texts("one\r\ntwo\rthree\n\r\nfive\r\n"))
        .containsExactly("one", "two", "three", "", "five");
  }

  @Test
  void reportsWhetherTheLastLineHasEnded() {
    assertThat(lines("Käse\nhalf", StandardCharsets.UTF_8))
        .containsExactly(new TextLine(1, "Käse", true, true), new TextLine(2, "half", true, false));
  }

  @Test
  void acceptsHalfACharacterAtTheEnd() {
    byte[] cut = {'K', (byte) 0xC3};
    assertThat(new TextLines(new ByteArrayInputStream(cut)).stream().map(TextLine::text))
        .containsExactly("K");
  }

  @Test
  void truncatesALineThatIsTooLong() {
    TextLine line = lines("x".repeat(1_000_000) + "\n", StandardCharsets.UTF_8).getFirst();
    assertThat(line.complete()).isFalse();
    assertThat(line.text()).hasSize(TextLines.LONGEST_LINE);
  }

  @Test
  void rejectsTextThatIsNotUtf8() {
    assertThatThrownBy(() -> lines("Wein\nKäse\n", StandardCharsets.ISO_8859_1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("line 2 is not UTF-8 text; save the file as UTF-8");
  }

  @Test
  void rejectsUtf16WithAndWithoutAByteOrderMark() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThatThrownBy(() -> lines("scan_id\n", charset))
          .hasMessage("it is UTF-16 text; save it as UTF-8");
    }
  }

  private static List<String> texts(String content) {
    return lines(content, StandardCharsets.UTF_8).stream().map(TextLine::text).toList();
  }

  private static List<TextLine> lines(String content, Charset charset) {
    return new TextLines(new ByteArrayInputStream(content.getBytes(charset))).stream().toList();
  }
}
