package dev.waybill.cli.client;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The entries of a list that comes in pages, and whether there are more than were asked for. */
public record Pages<T>(List<T> entries, boolean more) {
  /** The most that a service answers at once. */
  private static final int LARGEST_PAGE = 200;

  /** One page, as a service answers it. */
  public record Page<T>(List<T> entries, String nextToken) {}

  /** What to ask a service for. */
  public record Request(int size, String token) {}

  /** Asks for page after page until the limit is reached or the list ends. */
  public static <T> Pages<T> collect(int limit, Function<Request, Page<T>> service) {
    List<T> entries = new ArrayList<>();
    String token = "";
    do {
      int size = Math.min(LARGEST_PAGE, limit - entries.size());
      Page<T> page = service.apply(new Request(size, token));
      entries.addAll(page.entries());
      token = page.nextToken();
    } while (!token.isEmpty() && entries.size() < limit);
    return new Pages<>(List.copyOf(entries), !token.isEmpty());
  }

  /** Says so when the list goes on. */
  public void printRest(Screen screen) {
    if (more) {
      screen.line(Style.FAINT, "... and more; see --limit");
    }
  }
}
