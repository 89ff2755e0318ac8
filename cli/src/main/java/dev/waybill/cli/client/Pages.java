package dev.waybill.cli.client;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.common.message.PagedList;
import dev.waybill.common.message.PagedList.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The entries of a paged list, and whether there are more beyond the limit. */
public record Pages<T>(List<T> entries, boolean more) {
  /** The page to request from a service. */
  public record Request(int size, String token) {}

  /** Requests page after page until the limit is reached or the list ends. */
  static <T> Pages<T> collect(int limit, Function<Request, Page<T>> service) {
    List<T> entries = new ArrayList<>();
    String token = "";
    do {
      int size = Math.min(PagedList.LARGEST_PAGE, limit - entries.size());
      Page<T> page = service.apply(new Request(size, token));
      entries.addAll(page.entries());
      token = page.nextToken();
    } while (!token.isEmpty() && entries.size() < limit);
    return new Pages<>(List.copyOf(entries), !token.isEmpty());
  }

  /** Prints a note if the list has more entries. */
  void printRest(Screen screen) {
    if (more) {
      screen.line(Style.FAINT, "... and more; use --limit to see them");
    }
  }
}
