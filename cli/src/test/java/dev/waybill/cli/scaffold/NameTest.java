package dev.waybill.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a name, and its forms. */
final class NameTest {
  @Test
  void hasAFormForEachLanguage() {
    Name name = Name.parse("NAME", "gift-card");

    assertThat(name.kebab()).isEqualTo("gift-card");
    assertThat(name.snake()).isEqualTo("gift_card");
    assertThat(name.flat()).isEqualTo("giftcard");
    assertThat(name.camel()).isEqualTo("giftCard");
    assertThat(name.pascal()).isEqualTo("GiftCard");
    assertThat(name.screaming()).isEqualTo("GIFT_CARD");
    assertThat(name.spaced()).isEqualTo("gift card");
    assertThat(name.atStart()).isEqualTo("Gift-card");
  }

  @ParameterizedTest
  @CsvSource({
    "shipment,shipments",
    "box,boxes",
    "entry,entries",
    "survey,surveys",
    "address,addresses",
    "batch,batches",
    "dish,dishes",
    "invoice-line,invoice-lines"
  })
  void buildsThePlural(String one, String many) {
    assertThat(Name.parse("--resource", one).plural().kebab()).isEqualTo(many);
  }

  @ParameterizedTest
  @CsvSource({
    "invoice,true",
    "shipment,false",
    "user-group,false",
    "order-line,true",
    "unit,false"
  })
  void knowsItsArticle(String name, boolean vowel) {
    assertThat(Name.parse("NAME", name).beginsWithVowel()).isEqualTo(vowel);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "a-",
        "-a",
        "a--b",
        "Shipping",
        "shippinG",
        "1st",
        "a-1",
        "gift_card",
        "gift card",
        "../shipping",
        "a/b",
        "a.b",
        "größe",
        "abcdefghijklmnopqrstuvwxyz-abcdef"
      })
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> Name.parse("NAME", text))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "NAME: expected lower-case words with a dash between them, such as gift-card, of at"
                + " most 30 characters, but was \"%s\"",
            text);
  }

  @ParameterizedTest
  @CsvSource({
    "class,Java",
    "int,Java",
    "true,Java",
    "record,Java",
    "pom,Maven",
    "target,Maven",
    "test,Maven",
    "message,protobuf",
    "rpc,protobuf",
    "service,protobuf",
    "user,SQL",
    "order,SQL"
  })
  void refusesReservedWords(String word, String language) {
    assertThatThrownBy(() -> Name.parse("--resource", word))
        .hasMessage(
            "--resource: expected a name other than \"%s\", which is a reserved word of %s",
            word, language);
  }

  @Test
  void refusesTheNameOfAClassThatNeedsNoImport() {
    assertThatThrownBy(() -> Name.parse("--resource", "thread"))
        .hasMessage(
            "--resource: expected a name other than \"thread\": java.lang has a class Thread");
  }
}
