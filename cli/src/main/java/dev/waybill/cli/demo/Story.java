package dev.waybill.cli.demo;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import io.grpc.StatusRuntimeException;
import java.util.List;

/** The chapters in order. Each relies on the stock that the one before left. */
final class Story {
  private static final List<Chapter> CHAPTERS =
      List.of(
          new GoodsIn(),
          new ConfirmedOrder(),
          new OutOfStock(),
          new UnknownSku(),
          new DeclinedCard(),
          new LateProcessor(),
          new SilentProcessor(),
          new RefusedCapture(),
          new RepeatedRequest(),
          new CancelledOrder(),
          new WatchedOrder(),
          new BulkImport(),
          new BadRequest());

  private Story() {}

  /**
   * Plays until the end or the first unexpected outcome. Returns whether all outcomes were as
   * expected.
   */
  static boolean play(Stage stage) {
    for (Chapter chapter : CHAPTERS) {
      Screen screen = stage.screen();
      screen.requireReader();
      screen.blank();
      screen.line(Style.BOLD, "%s. %s".formatted(CHAPTERS.indexOf(chapter) + 1, chapter.title()));
      try {
        chapter.play(stage);
      } catch (UnexpectedOutcomeException e) {
        screen.line(Style.BAD, "   NOT AS TOLD: " + e.getMessage());
        return false;
      } catch (StatusRuntimeException e) {
        screen.line(Style.BAD, "   NOT AS TOLD: the call failed: " + e.getStatus());
        return false;
      }
    }
    return true;
  }
}
