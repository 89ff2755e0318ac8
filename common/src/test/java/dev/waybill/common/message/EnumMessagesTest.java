package dev.waybill.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Enums are converted by name, and a name that is missing is noticed at once. */
final class EnumMessagesTest {

  private final EnumMessages<Colour, ColourMessage> colours =
      EnumMessages.ofSent(Colour.class, ColourMessage.class);

  @Test
  void convertsByNameInBothDirections() {
    assertThat(colours.toMessage(Colour.GREEN)).isEqualTo(ColourMessage.COLOUR_MESSAGE_GREEN);
    assertThat(colours.fromMessage(ColourMessage.COLOUR_MESSAGE_RED)).isEqualTo(Colour.RED);
  }

  @Test
  void unspecifiedAndUnknownConstantsHaveNoValue() {
    assertThat(colours.fromMessage(ColourMessage.COLOUR_MESSAGE_UNSPECIFIED)).isNull();
    assertThat(colours.fromMessage(ColourMessage.UNRECOGNIZED)).isNull();
    assertThat(colours.fromMessage(ColourMessage.COLOUR_MESSAGE_BLUE)).isNull();
  }

  @Test
  void rejectsAnEnumToSendThatTheContractDoesNotCover() {
    assertThatThrownBy(() -> EnumMessages.ofSent(OtherColour.class, ColourMessage.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rejectsAReceivedEnumThatTheDomainDoesNotCover() {
    assertThatThrownBy(() -> EnumMessages.ofReceived(ColourMessage.class, Colour.class))
        .isInstanceOf(IllegalStateException.class);
    assertThat(
            EnumMessages.ofReceived(ColourMessage.class, OtherColour.class)
                .fromMessage(ColourMessage.COLOUR_MESSAGE_BLUE))
        .isEqualTo(OtherColour.BLUE);
  }

  /** A domain's enum. */
  private enum Colour {
    RED,
    GREEN
  }

  /** A domain's enum with a constant that the contract lacks. */
  private enum OtherColour {
    RED,
    GREEN,
    BLUE,
    BLACK
  }

  /** An enum as protobuf generates it. */
  private enum ColourMessage {
    COLOUR_MESSAGE_UNSPECIFIED,
    COLOUR_MESSAGE_RED,
    COLOUR_MESSAGE_GREEN,
    COLOUR_MESSAGE_BLUE,
    UNRECOGNIZED
  }
}
